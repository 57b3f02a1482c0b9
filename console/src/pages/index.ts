import { incidentsPage } from "./incidents";
import { livePage } from "./live";
import type { Page } from "./page";
import { subscriptionsPage } from "./subscriptions";

export type { Page } from "./page";

/** Every page, in the order of the navigation; the first one greets. */
export const pages: Page[] = [livePage, incidentsPage, subscriptionsPage];
