import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, type List } from "../api";
import type { Incident } from "../incidents/incident";
import { type Mood, Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";
import { kind } from "../words/names";
import { moment } from "../words/time";
import { type Delivery, outcome } from "./subscription";

/** Why one revision was sent or was not. */
interface Line {
  revision: number;
  updated: string;
  decision: "send" | "hold" | "skip";
  reason: string;
  text: string;
  event: string | null;
  until: string | null;
  message: Delivery | null;
}

const MOODS: Record<Line["decision"], Mood> = { send: "ok", hold: "warn", skip: "none" };

/** Why the receiver was told of an incident, or was not: the first question after a quiet night. */
export function Explain({ path }: { path: string }) {
  const incidents = useSignal<Incident[]>([]);
  const incident = useSignal("");
  const lines = useSignal<Line[] | undefined>(undefined);
  const cause = useSignal<unknown>(undefined);

  useEffect(() => {
    api.get<List<Incident>>("/v1/incidents?limit=100").then((list) => (incidents.value = list.items), (problem) => (cause.value = problem));
  }, []);

  async function ask(event: Event): Promise<void> {
    event.preventDefault();
    if (incident.value === "") {
      return;
    }
    try {
      lines.value = (await api.get<List<Line>>(`${path}/explain?incident=${encodeURIComponent(incident.value)}`)).items;
      cause.value = undefined;
    } catch (problem) {
      lines.value = undefined;
      cause.value = problem;
    }
  }

  return (
    <section aria-labelledby="explain-title">
      <h2 id="explain-title">Why was it told, or not?</h2>
      <form class="filters" onSubmit={(event) => void ask(event)}>
        <label>Incident
          <select value={incident} onChange={(event) => (incident.value = event.currentTarget.value)}>
            <option value="">choose one</option>
            {incidents.value.map((one) => <option value={one.id}>{kind(one.kind)}, {one.area}, {moment(Date.parse(one.started), "UTC")} UTC</option>)}
          </select>
        </label>
        <button type="submit" disabled={incident.value === ""}>Explain</button>
      </form>
      <Trouble cause={cause.value} />
      {lines.value !== undefined && <Table lines={lines.value} />}
    </section>
  );
}

function Table({ lines }: { lines: Line[] }) {
  return (
    <div class="wide"><table>
      <thead><tr><th scope="col" class="number">Revision</th><th scope="col">When</th><th scope="col">Decision</th><th scope="col">Why</th><th scope="col">Message</th></tr></thead>
      <tbody>{lines.map((line) => (
        <tr>
          <th scope="row" class="number">{line.revision}</th>
          <td><Time at={line.updated} /></td>
          <td><Sign mood={MOODS[line.decision]}>{line.decision}{line.event === null ? "" : ` ${line.event}`}</Sign></td>
          <td>{line.text}{line.until !== null && <small>until <Time at={line.until} /></small>}</td>
          <td>{line.message === null ? <span class="soft">none</span> : <Sign mood={outcome[line.message.state]}>{line.message.state}</Sign>}</td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}
