import type { Headers } from "../api";

/** The header with the reason of a change. Headers go byte by byte, so letters beyond ASCII are sent as UTF-8. */
export function reason(why: string): Headers {
  const bytes = new TextEncoder().encode(why.replace(/\s+/g, " ").trim());
  return { "X-Dabyl-Reason": Array.from(bytes, (byte) => String.fromCharCode(byte)).join("") };
}

/** A change of the version that was seen, with its reason. */
export function ofVersion(why: string, version: number | undefined): Headers {
  return version === undefined ? reason(why) : { ...reason(why), "If-Match": `"${version}"` };
}
