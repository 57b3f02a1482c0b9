import { computed, signal } from "@preact/signals";

/** Where the reader is: the parts of `#/incidents/01J…?state=open` and its query. */
export interface Route {
  page: string;
  rest: string[];
  query: URLSearchParams;
}

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...rest] = path.split("/").map(decode);
  return { page, rest: rest.filter((part) => part !== ""), query: new URLSearchParams(query) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a page of the console. */
export function link(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

const hash = signal(typeof location === "undefined" ? "" : location.hash);

if (typeof addEventListener !== "undefined") {
  addEventListener("hashchange", () => (hash.value = location.hash));
}

export const route = computed(() => parse(hash.value));

/** Goes to a page; `replace` leaves no step back to where one was. */
export function go(target: string, replace = false): void {
  if (replace) {
    history.replaceState(null, "", target);
    hash.value = target;
  } else {
    location.hash = target;
  }
}
