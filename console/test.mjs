// Bundles each test beside it into a folder and runs them all by Node's own runner. Usage: node test.mjs FOLDER
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const folder = process.argv[2] ?? "target/tests";
const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));

rmSync(folder, { recursive: true, force: true });
await build({
  entryPoints: tests.map((name) => join("test", name)),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".txt": "text" },
  sourcemap: "inline",
  logLevel: "warning",
});
const made = tests.map((name) => join(folder, name.replace(/\.ts$/, ".mjs")));
process.exit(spawnSync(process.execPath, ["--enable-source-maps", "--test", ...made], { stdio: "inherit" }).status ?? 1);
