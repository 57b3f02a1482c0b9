// Bundles the console into one folder: a page, and files whose names change with their content, each also packed as
// browsers take it. `files.txt` names them all. Usage: node build.mjs FOLDER
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const folder = process.argv[2] ?? "target/web";
const files = [];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

function keep(name, content) {
  writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  files.push(name);
}

function keepHashed(base, extension, content) {
  const name = `${base}.${createHash("sha256").update(content).digest("hex").slice(0, 16)}.${extension}`;
  keep(name, content);
  return name;
}

const bundle = await build({
  entryPoints: { console: "src/main.tsx" },
  outdir: folder,
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  target: "es2021",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".txt": "text" },
  legalComments: "none",
  logLevel: "warning",
});
const made = (extension) => {
  const file = bundle.outputFiles.find((output) => output.path.endsWith(`.${extension}`));
  if (file === undefined) {
    throw new Error(`the bundle has no .${extension}`);
  }
  return Buffer.from(file.contents);
};

const names = {
  script: keepHashed("console", "js", made("js")),
  style: keepHashed("console", "css", made("css")),
  icon: keepHashed("icon", "svg", readFileSync("src/icon.svg")),
};
const page = readFileSync("src/index.html", "utf8").replace(/\{(\w+)\}/g, (_, name) => `console/${names[name]}`);
keep("index.html", Buffer.from(page));
writeFileSync(join(folder, "files.txt"), files.map((name) => `${name}\n`).join(""));

const size = (suffix) => files.reduce((sum, name) => sum + readFileSync(join(folder, name + suffix)).length, 0);
console.log(`console: ${size("")} bytes, ${size(".gz")} by gzip, ${size(".br")} by brotli`);
