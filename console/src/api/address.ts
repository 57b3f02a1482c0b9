/** An address of this service: `path` begins with a slash, and the service may stand behind a prefix. */
export function address(path: string): string {
  return path.replace(/^\//, "");
}
