import { Detail } from "../incidents/Detail";
import { List } from "../incidents/List";
import type { Page } from "./page";

/** What has happened: all incidents, or one of them with its revisions. */
export const incidentsPage: Page = {
  name: "incidents",
  title: "Incidents",
  view: ({ rest, query }) => (rest[0] === undefined ? <List query={query} /> : <Detail id={rest[0]} />),
};
