import { api, type List } from "../api";
import { useAsked } from "../parts/polling";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";
import { Wide } from "../parts/Wide";
import { type Change, difference } from "./rally";

const SHOWN = 30;

/** Every change of the rallies, the last first. */
export function History({ version }: { version: number }) {
  const asked = useAsked(() => api.get<List<Change>>("/v1/rallies/history"), 0, version);
  const all = asked.value.value?.items ?? [];
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      <Trouble cause={asked.value.cause} />
      <Wide title="Changes of the rallies"><table>
        <thead><tr><th scope="col">Version</th><th scope="col">When</th><th scope="col">Who</th><th scope="col">Why</th><th scope="col">What</th></tr></thead>
        <tbody>{all.map((one, i) => ({ one, before: all[i - 1]?.rallies ?? [] })).reverse().slice(0, SHOWN).map(({ one, before }) => (
          <tr key={one.version}>
            <th scope="row">{one.version}</th>
            <td><Time at={one.when} /></td>
            <td>{one.who}</td>
            <td>{one.why}</td>
            <td><What {...difference(before, one.rallies)} /></td>
          </tr>
        ))}</tbody>
      </table></Wide>
    </section>
  );
}

function What({ added, changed, removed }: { added: string[]; changed: string[]; removed: string[] }) {
  const parts: [string, string[]][] = [["+", added], ["changed", changed], ["−", removed]];
  const told = parts.filter(([, names]) => names.length > 0);
  return (
    <>
      {told.length === 0 && <span class="soft">nothing</span>}
      {told.map(([sign, names]) => (
        <span class="line">{sign} {names.slice(0, 3).join(", ")}{names.length > 3 ? ` and ${names.length - 3} more` : ""}</span>
      ))}
    </>
  );
}
