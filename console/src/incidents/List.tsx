import { Choice } from "../live/Filters";
import { type Mood, Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";
import { go, link } from "../shell/route";
import { count, kind, kinds, network, percent } from "../words/names";
import { duration } from "../words/time";
import { useIncidents } from "./asking";
import { lasted } from "./changes";
import type { Incident } from "./incident";
import { type Query, read, write } from "./query";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const stateMood: Record<Incident["state"], Mood> = { open: "bad", closed: "ok", retracted: "none" };

/** All incidents, the newest first, as many as are wanted. */
export function List({ query }: { query: URLSearchParams }) {
  const wish = read(query);
  const { items, cause, busy, more, older } = useIncidents(wish);
  return (
    <>
      <h1>Incidents</h1>
      <Wishes wish={wish} />
      <Trouble cause={cause.value} />
      <p role="status" class="soft">
        {busy.value ? "Asking…" : `${count(items.value.length, "incident")}${more.value === null ? "" : ", and more"}, the newest first`}
      </p>
      {items.value.length > 0 && <Table items={items.value} />}
      {more.value !== null && <button type="button" disabled={busy} onClick={older}>Show older ones</button>}
    </>
  );
}

function Wishes({ wish }: { wish: Query }) {
  const set = (part: Partial<Query>) => {
    const query = write({ ...wish, ...part });
    go(`${link("incidents")}${query === "" ? "" : `?${query}`}`, true);
  };
  const day = (field: "from" | "until") => (event: { currentTarget: HTMLInputElement }) => {
    const value = event.currentTarget.value;
    if (value === "" || DAY.test(value)) {
      set({ [field]: value });
    }
  };
  return (
    <form class="filters" aria-label="Which incidents" onSubmit={(event) => event.preventDefault()}>
      <Choice title="State" value={wish.state} set={(state) => set({ state })} words={["open", "closed", "retracted"]} />
      <Choice title="Kind" value={wish.kind} set={(word) => set({ kind: word })} words={kinds} say={kind} />
      <label>Area<input type="search" value={wish.area} size={14} placeholder="name or code"
        onChange={(event) => set({ area: event.currentTarget.value.trim() })} /></label>
      <label>From (UTC day)<input type="date" value={wish.from} onChange={day("from")} /></label>
      <label>Until (UTC day)<input type="date" value={wish.until} onChange={day("until")} /></label>
      {write(wish) !== "" && <button type="button" onClick={() => go(link("incidents"), true)}>Show all</button>}
    </form>
  );
}

function Table({ items }: { items: Incident[] }) {
  return (
    <div class="wide"><table>
      <thead><tr>
        <th scope="col">Incident</th><th scope="col">State</th><th scope="col">Began</th><th scope="col">Lasted</th>
        <th scope="col">Networks</th><th scope="col">Certainty</th><th scope="col" class="number">Confidence</th><th scope="col" class="number">Revision</th>
      </tr></thead>
      <tbody>{items.map((one) => (
        <tr key={one.id}>
          <th scope="row"><a href={link("incidents", one.id)}>{kind(one.kind)}, {one.area}</a><small>{one.rally === null ? "" : `rally ${one.rally}`}</small></th>
          <td><Sign mood={stateMood[one.state]}>{one.state}</Sign><small>{one.reason ?? ""}</small></td>
          <td><Time at={one.started} /></td>
          <td>{one.state === "open" ? "at least " : ""}{duration(lasted(one))}</td>
          <td>{one.networks.map(network).join(", ")}<small>{one.access.join(", ")}</small></td>
          <td>{one.certainty}</td>
          <td class="number">{percent(one.confidence)}</td>
          <td class="number">{one.revision}</td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}
