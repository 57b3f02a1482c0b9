import type { ComponentChild } from "preact";

/** A page of the console, under `#/name`. */
export interface Page {
  name: string;
  /** In the navigation and in the tab. */
  title: string;
  /** Draws it; `rest` is what follows the name in the address. */
  view: (props: { rest: string[]; query: URLSearchParams }) => ComponentChild;
}
