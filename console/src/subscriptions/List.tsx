import { useComputed } from "@preact/signals";
import { api, type List as Listed } from "../api";
import { type Backlog } from "../live/status";
import { Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { useAsked } from "../parts/polling";
import { Trouble } from "../parts/Trouble";
import { link } from "../shell/route";
import { number } from "../words/names";
import { CHANNELS } from "./channels";
import { standing, type Subscription, target, wish } from "./subscription";

const EVERY_S = 10;

/** Who is told, whether it works, and what waits. */
export function List() {
  const asked = useAsked(() => api.get<Listed<Subscription>>("/v1/subscriptions"), EVERY_S);
  const backlogs = useAsked(() => api.get<Listed<Backlog>>("/v1/deliveries"), EVERY_S);
  const waiting = useComputed(() => new Map((backlogs.value.value?.items ?? []).map((one) => [one.subscription, one])));
  const items = asked.value.value?.items;
  return (
    <>
      <div class="title"><h1>Subscriptions</h1><a class="button" href={link("subscriptions", "new")}>New subscription</a></div>
      <Trouble cause={asked.value.cause} />
      {items === undefined
        ? asked.value.cause === undefined && <p class="soft">Asking…</p>
        : items.length === 0
          ? <p>Nobody is told of anything yet.</p>
          : <Table items={items} waiting={waiting.value} />}
    </>
  );
}

function Table({ items, waiting }: { items: Subscription[]; waiting: Map<string, Backlog> }) {
  return (
    <div class="wide"><table>
      <thead><tr>
        <th scope="col">Receiver</th><th scope="col">State</th><th scope="col">Wants</th><th scope="col" class="number">Waiting</th>
        <th scope="col" class="number">Given up</th><th scope="col">Next try</th><th scope="col">Made</th>
      </tr></thead>
      <tbody>{items.map((one) => {
        const backlog = waiting.get(one.id);
        return (
          <tr key={one.id}>
            <th scope="row">
              <a href={link("subscriptions", one.id)}>{CHANNELS[one.channel]?.title ?? one.channel}</a>
              <small class="mono">{target(one)}</small>
            </th>
            <td><Sign mood={standing[one.state]}>{one.state}</Sign><small>{one.state_reason ?? ""}</small></td>
            <td>{wish(one)}<small>{one.events.join(", ")}</small></td>
            <td class="number">{backlog === undefined ? "–" : number(backlog.waiting + backlog.held)}</td>
            <td class="number">{backlog === undefined ? "–" : backlog.failed > 0 ? <Sign mood="bad">{number(backlog.failed)}</Sign> : "0"}</td>
            <td>
              {backlog?.next_try == null ? <span class="soft">–</span> : <Time at={backlog.next_try} short />}
              <small>{backlog?.last_error ?? ""}</small>
            </td>
            <td><Time at={one.created} /></td>
          </tr>
        );
      })}</tbody>
    </table></div>
  );
}
