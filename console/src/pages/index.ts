import type { Page } from "./page";

export type { Page } from "./page";

/** Every page, in the order of the navigation; the first one greets. */
export const pages: Page[] = [];
