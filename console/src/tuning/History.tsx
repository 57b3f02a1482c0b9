import { useSignal } from "@preact/signals";
import { api } from "../api";
import { Reason } from "../parts/Reason";
import { ofVersion } from "../parts/why";
import { Time } from "../parts/Time";
import { Wide } from "../parts/Wide";
import { Differences } from "./Shadow";
import type { Thresholds } from "./thresholds";

/** A change of the thresholds. */
export interface Change {
  version: number;
  who: string;
  when: string;
  why: string;
  way?: string;
  thresholds: Thresholds;
}

interface Props {
  changes: Change[];
  rolledBack: () => void;
  /** Takes the values of a version into the form. */
  take: (thresholds: Thresholds) => void;
}

const SHOWN = 30;

/** Every change of the thresholds, the last first, and the one step back. */
export function History({ changes, rolledBack, take }: Props) {
  const asking = useSignal(false);
  const newest = changes.at(-1);
  const before = changes.at(-2);

  async function rollBack(why: string): Promise<void> {
    await api.post("/v1/thresholds/rollback", undefined, ofVersion(why, newest?.version));
    rolledBack();
  }

  return (
    <section aria-labelledby="history-title">
      <div class="title">
        <h2 id="history-title">History</h2>
        {before !== undefined && <button type="button" onClick={() => (asking.value = true)}>Roll back to what held before</button>}
      </div>
      {asking.value && newest !== undefined && before !== undefined && (
        <Reason title="Roll back?" action="Roll back" act={rollBack} close={() => (asking.value = false)}>
          <Differences from={newest.thresholds} to={before.thresholds} />
        </Reason>
      )}
      <Wide title="Changes of the thresholds"><table>
        <thead><tr><th scope="col">Version</th><th scope="col">When</th><th scope="col">Who</th><th scope="col">Why</th><th scope="col">What</th><th scope="col"><span class="hidden">Take</span></th></tr></thead>
        <tbody>{changes.map((one, i) => ({ one, old: changes[i - 1] })).reverse().slice(0, SHOWN).map(({ one, old }) => (
          <tr key={one.version}>
            <th scope="row">{one.version}{one === newest && <small>holds</small>}</th>
            <td><Time at={one.when} /></td>
            <td>{one.who}{one.way !== undefined && one.way !== "change" && <small>{one.way}</small>}</td>
            <td>{one.why}</td>
            <td>{old === undefined ? <span class="soft">the first</span> : <Differences from={old.thresholds} to={one.thresholds} over />}</td>
            <td><button type="button" onClick={() => take(one.thresholds)}>Into the form<span class="hidden">, version {one.version}</span></button></td>
          </tr>
        ))}</tbody>
      </table></Wide>
    </section>
  );
}
