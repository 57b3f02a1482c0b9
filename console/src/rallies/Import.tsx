import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api } from "../api";
import { Trouble } from "../parts/Trouble";
import { Wide } from "../parts/Wide";
import { Input } from "../subscriptions/fields";
import { count, type Imported, merged, number, type Rally, where } from "./rally";
import { Times } from "./Times";

interface Props {
  known: Rally[];
  /** Keeps the whole list, with a reason. */
  keep: (rallies: Rally[], why: string) => Promise<void>;
  close: () => void;
}

/** Rallies of a calendar: first what it holds and what is skipped, then, by another press, they are kept. */
export function Import({ known, keep, close }: Props) {
  const radius = useSignal("2000");
  const found = useSignal<Imported | undefined>(undefined);
  const chosen = useSignal<Set<string>>(new Set());
  const why = useSignal("");
  const cause = useSignal<unknown>(undefined);
  const busy = useSignal(false);

  const sheet = useRef<HTMLElement>(null);
  useEffect(() => sheet.current?.querySelector("input")?.focus(), []);

  async function doing(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    cause.value = undefined;
    try {
      await work();
    } catch (problem) {
      cause.value = problem;
    }
    busy.value = false;
  }
  const look = (file: File) => doing(async () => {
    found.value = undefined;
    const query = number(radius.value) === undefined ? "" : `?radius_m=${number(radius.value)}`;
    const told = await api.post<Imported>(`/v1/rallies/import${query}`, await file.text(), { "Content-Type": "text/calendar" });
    found.value = told;
    chosen.value = new Set(told.items.map((one) => one.id));
    why.value = `from ${file.name}`;
  });
  const take = () => doing(async () => {
    const items = (found.value?.items ?? []).filter((one) => chosen.value.has(one.id));
    await keep(merged(known, items), why.value.trim());
    close();
  });
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen.value);
    if (on) {
      next.add(id);
    } else {
      next.delete(id);
    }
    chosen.value = next;
  };

  return (
    <section class="panel" aria-labelledby="import-title" ref={sheet}>
      <h2 id="import-title">Rallies from a calendar</h2>
      <div class="side">
        <div class="field">
          <label for="import-file">Calendar (.ics)</label>
          <input id="import-file" type="file" accept=".ics,text/calendar" disabled={busy.value} onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) {
              void look(file);
            }
          }} />
          <small>Nothing is kept before you say so.</small>
        </div>
        <Input field={{ name: "radius", title: "Radius where the calendar has none", type: "number", hint: "metres; choose it before the file" }}
          value={radius.value} set={(value) => (radius.value = value)} fault={undefined} />
      </div>
      <Trouble cause={cause.value} />
      {found.value !== undefined && <Found found={found.value} chosen={chosen.value} turn={turn} known={known} />}
      <div role="status">{found.value !== undefined && <p>{count(found.value.items.length, "rally", "rallies")}, {count(found.value.skipped.length, "event", "events")} skipped.</p>}</div>
      {found.value !== undefined && found.value.items.length > 0 && (
        <Input field={{ name: "why", title: "Reason of the change", type: "text", required: true }} value={why.value}
          set={(reason) => (why.value = reason)} fault={undefined} />
      )}
      <p class="buttons">
        {found.value !== undefined && found.value.items.length > 0 && (
          <button type="button" class="primary" disabled={busy.value || chosen.value.size === 0 || why.value.trim() === ""} onClick={() => void take()}>
            {busy.value ? "Keeping…" : `Keep ${count(chosen.value.size, "rally", "rallies")}`}
          </button>
        )}
        <button type="button" onClick={close}>Leave it</button>
      </p>
    </section>
  );
}

interface FoundProps {
  found: Imported;
  chosen: Set<string>;
  turn: (id: string, on: boolean) => void;
  known: Rally[];
}

function Found({ found, chosen, turn, known }: FoundProps) {
  const ids = new Set(known.map((one) => one.id));
  return (
    <>
      {found.items.length > 0 && (
        <Wide title="What the calendar holds"><table>
          <caption class="soft">What the calendar holds</caption>
          <thead><tr><th scope="col">Keep</th><th scope="col">When</th><th scope="col">Rally</th><th scope="col">Where</th></tr></thead>
          <tbody>{found.items.map((one) => (
            <tr key={one.id}>
              <td><input type="checkbox" checked={chosen.has(one.id)} aria-label={`Keep ${one.title === "" ? one.id : one.title}`}
                onChange={(event) => turn(one.id, event.currentTarget.checked)} /></td>
              <td><Times of={one} /></td>
              <th scope="row">{one.title === "" ? "(no title)" : one.title}<small>{ids.has(one.id) ? "replaces what is known" : "new"}</small></th>
              <td>{where(one)}</td>
            </tr>
          ))}</tbody>
        </table></Wide>
      )}
      {found.skipped.length > 0 && (
        <>
          <h3>Skipped</h3>
          <ul class="skipped">{found.skipped.map((one) => <li><span class="mono">{one.uid === "" ? "an event" : one.uid}</span>: {one.why}</li>)}</ul>
        </>
      )}
    </>
  );
}
