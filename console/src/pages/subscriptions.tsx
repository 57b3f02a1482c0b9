import { Detail } from "../subscriptions/Detail";
import { List } from "../subscriptions/List";
import { New } from "../subscriptions/New";
import type { Page } from "./page";

/** Who is told: all subscriptions, one of them with its deliveries, or a new one. */
export const subscriptionsPage: Page = { name: "subscriptions", title: "Subscriptions", view };

function view({ rest }: { rest: string[] }) {
  if (rest[0] === undefined) {
    return <List />;
  }
  return rest[0] === "new" ? <New /> : <Detail id={rest[0]} />;
}
