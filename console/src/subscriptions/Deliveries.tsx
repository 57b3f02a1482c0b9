import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, type List } from "../api";
import { Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";
import { link } from "../shell/route";
import { number } from "../words/names";
import { type Delivery, outcome } from "./subscription";

const PAGE = 50;
const EVERY_MS = 3_000;

/** What became of the messages of a subscription, the newest first; asked again when `fresh` changes and while some wait. */
export function Deliveries({ path, fresh }: { path: string; fresh: number }) {
  const items = useSignal<Delivery[]>([]);
  const next = useSignal<string | null>(null);
  const cause = useSignal<unknown>(undefined);

  async function load(cursor: string | null): Promise<void> {
    const more = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    try {
      const page = await api.get<List<Delivery>>(`${path}/deliveries?limit=${PAGE}${more}`);
      items.value = cursor === null ? page.items : [...items.value, ...page.items];
      next.value = page.next_cursor;
      cause.value = undefined;
    } catch (problem) {
      cause.value = problem;
    }
  }

  useEffect(() => {
    void load(null);
    const timer = setInterval(() => {
      // Who has looked further down keeps what is there.
      if (!document.hidden && items.value.length <= PAGE) {
        void load(null);
      }
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [path, fresh]);

  return (
    <section aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">Deliveries</h2>
      <Trouble cause={cause.value} />
      {items.value.length === 0 ? <p class="soft">No message yet.</p> : <Table items={items.value} />}
      {next.value !== null && <button type="button" onClick={() => void load(next.value)}>Show older ones</button>}
    </section>
  );
}

function Table({ items }: { items: Delivery[] }) {
  return (
    <div class="wide"><table>
      <thead><tr>
        <th scope="col">Message</th><th scope="col">Outcome</th><th scope="col" class="number">Tries</th><th scope="col">Made</th>
        <th scope="col">Last try</th><th scope="col">Next try</th><th scope="col">Answer</th>
      </tr></thead>
      <tbody>{items.map((one) => (
        <tr key={one.id}>
          <th scope="row">{one.type}<small>{one.incident !== null && <><a href={link("incidents", one.incident)}>{one.incident}</a> revision {one.revision}</>}</small></th>
          <td><Sign mood={outcome[one.state]}>{one.state}</Sign></td>
          <td class="number">{number(one.attempts)}</td>
          <td><Time at={one.created} short /></td>
          <td><Time at={one.last_try} short /></td>
          <td><Time at={one.next_try} short /></td>
          <td>{one.last_status ?? ""}<small>{one.last_error ?? ""}</small></td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}
