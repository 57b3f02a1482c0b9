import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ApiProblem } from "../api";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";

/** What people say of an incident afterwards. */
interface Said {
  verdict: "false_alarm" | "happened";
  note: string;
  by?: string;
  at?: string;
}

const WORDS: Record<Said["verdict"], string> = { false_alarm: "a false alarm", happened: "really happened" };

/** Whether it really happened, as those who run the service have found out: thresholds are tried against it. */
export function Label({ incident }: { incident: string }) {
  const path = `/v1/incidents/${encodeURIComponent(incident)}/label`;
  const said = useSignal<Said | undefined>(undefined);
  const note = useSignal("");
  const cause = useSignal<unknown>(undefined);
  const busy = useSignal(false);

  useEffect(() => {
    api.get<Said>(path).then(
      (label) => {
        said.value = label;
        note.value = label.note;
      },
      (problem) => (cause.value = missing(problem) ? undefined : problem),
    );
  }, [path]);

  async function act(change: () => Promise<Said | undefined>): Promise<void> {
    busy.value = true;
    try {
      said.value = await change();
      cause.value = undefined;
    } catch (problem) {
      cause.value = missing(problem) ? "This service takes no labels." : problem;
    }
    busy.value = false;
  }
  const say = (verdict: Said["verdict"]) => act(async () => {
    const kept = await api.put<Partial<Said> | undefined>(path, { verdict, note: note.value.trim() });
    return { verdict, note: note.value.trim(), at: new Date().toISOString(), ...kept };
  });
  const takeBack = () => act(async () => {
    await api.del(path);
    return undefined;
  });

  return (
    <section class="panel" aria-labelledby="label-title">
      <h2 id="label-title">Did it really happen?</h2>
      <p role="status">
        {said.value === undefined
          ? <span class="soft">Nobody has said yet. Thresholds are tried against what is said here.</span>
          : <>Labelled as <strong>{WORDS[said.value.verdict]}</strong>{said.value.by === undefined ? "" : ` by ${said.value.by}`}, <Time at={said.value.at} /></>}
      </p>
      <label for="label-note">Note</label>
      <textarea id="label-note" rows={2} maxLength={500} value={note} placeholder="How it is known: who said so, what was seen"
        onInput={(event) => (note.value = event.currentTarget.value)} />
      <p class="buttons">
        <button type="button" disabled={busy} aria-pressed={said.value?.verdict === "happened"} onClick={() => void say("happened")}>Really happened</button>
        <button type="button" disabled={busy} aria-pressed={said.value?.verdict === "false_alarm"} onClick={() => void say("false_alarm")}>False alarm</button>
        {said.value !== undefined && <button type="button" disabled={busy} onClick={() => void takeBack()}>Take back</button>}
      </p>
      <Trouble cause={cause.value} />
    </section>
  );
}

function missing(problem: unknown): boolean {
  return problem instanceof ApiProblem && (problem.status === 404 || problem.status === 405);
}
