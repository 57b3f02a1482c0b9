import { Time } from "../parts/Time";
import { type Mood, Sign } from "../parts/Sign";
import { because, type Change, changes, event } from "./changes";
import type { Incident } from "./incident";

const MOODS: Record<string, Mood> = { opened: "bad", confirmed: "bad", updated: "warn", closed: "ok", retracted: "none" };

/** What was said when, what it said otherwise, and on which numbers; the newest first. */
export function Revisions({ revisions }: { revisions: Incident[] }) {
  const rows = revisions.map((now, i) => ({ now, before: revisions[i - 1], first: i === 0 })).reverse();
  return (
    <div class="wide"><table class="revisions">
      <thead><tr><th scope="col" class="number">Revision</th><th scope="col">When</th><th scope="col">What</th><th scope="col">Changed</th><th scope="col">Because</th><th scope="col" class="number">Thresholds</th></tr></thead>
      <tbody>{rows.map(({ now, before, first }) => {
        // The first that is kept need not be the first there was.
        const what = first && now.revision > 1 ? "updated" : event(before, now);
        return (
          <tr key={now.revision}>
            <th scope="row" class="number">{now.revision}</th>
            <td><Time at={now.updated} /></td>
            <td><Sign mood={MOODS[what] ?? "none"}>{what}</Sign></td>
            <td><Changes found={changes(before, now)} first={first} /></td>
            <td>{because(now).map((line) => <span class="line">{line}</span>)}</td>
            <td class="number">{now.thresholds_version}</td>
          </tr>
        );
      })}</tbody>
    </table></div>
  );
}

function Changes({ found, first }: { found: Change[]; first: boolean }) {
  if (found.length === 0) {
    return <span class="soft">{first ? "all of it" : "its numbers alone"}</span>;
  }
  return (
    <ul class="changes">
      {found.map((one) => (
        <li>
          <strong>{one.what}</strong>{" "}
          {one.was !== "" && <del>{one.was}</del>} {one.is !== "" && <ins>{one.is}</ins>}
        </li>
      ))}
    </ul>
  );
}
