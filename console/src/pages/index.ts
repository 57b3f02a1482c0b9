import { incidentsPage } from "./incidents";
import { livePage } from "./live";
import type { Page } from "./page";
import { ralliesPage } from "./rallies";
import { subscriptionsPage } from "./subscriptions";
import { tuningPage } from "./tuning";

export type { Page } from "./page";

/** Every page, in the order of the navigation; the first one greets. */
export const pages: Page[] = [livePage, incidentsPage, ralliesPage, tuningPage, subscriptionsPage];
