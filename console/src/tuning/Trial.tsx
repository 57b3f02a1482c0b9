import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, stream } from "../api";
import type { Status } from "../live/status";
import { Trouble } from "../parts/Trouble";
import { type Backtest, CURVE, SPANS, span } from "./backtest";
import { Outcome } from "./Outcome";
import type { Thresholds } from "./thresholds";

interface Props {
  /** Undefined where what is typed is none. */
  candidate: Thresholds | undefined;
  test: Signal<Backtest | undefined>;
  /** Takes a value of the curve into the form. */
  pick: (allowed: number) => void;
}

const RECORDING = "application/x-ndjson";

/** What would have happened: tries the form's thresholds on history, tells how far it is, and shows what came of it. */
export function Trial({ candidate, test, pick }: Props) {
  const source = useSignal("month");
  const file = useSignal<File | undefined>(undefined);
  const cause = useSignal<unknown>(undefined);
  const asking = useSignal(false);
  const now = test.value;
  const running = now?.state === "running";

  useFollowed(test, cause);

  async function begin(event: Event): Promise<void> {
    event.preventDefault();
    if (candidate === undefined) {
      return;
    }
    asking.value = true;
    cause.value = undefined;
    try {
      test.value = await (source.value === "recording" ? onRecording(candidate, file.value) : onLog(candidate, source.value));
    } catch (problem) {
      cause.value = problem;
    }
    asking.value = false;
  }
  async function cancel(): Promise<void> {
    if (now !== undefined) {
      test.value = { ...now, state: "cancelled" };
      await api.del(`/v1/backtests/${now.id}`).catch((problem: unknown) => (cause.value = problem));
    }
  }

  return (
    <section class="panel" aria-labelledby="trial-title">
      <h2 id="trial-title">What would have happened</h2>
      <form class="filters" onSubmit={(event) => void begin(event)}>
        <label>Tried on
          <select value={source.value} onChange={(event) => (source.value = event.currentTarget.value)}>
            {SPANS.map((one) => <option value={one.name}>{one.title}</option>)}
            <option value="recording">a recording of mine</option>
          </select>
        </label>
        {source.value === "recording" && (
          <label>Recording (NDJSON, may be gzipped)
            <input type="file" accept=".ndjson,.gz" onChange={(event) => (file.value = event.currentTarget.files?.[0])} />
          </label>
        )}
        <button type="submit" class="primary" disabled={running || asking.value || candidate === undefined || (source.value === "recording" && file.value === undefined)}>
          {asking.value ? "Sending…" : "Try it"}
        </button>
        {running && <button type="button" onClick={() => void cancel()}>Cancel</button>}
      </form>
      {candidate === undefined && <p class="soft">The form beside has values that are none: put them right first.</p>}
      <Trouble cause={cause.value} />
      {running && <Progress test={now} />}
      <p role="status" class={running ? "hidden" : ""}>{told(now)}</p>
      {now?.state === "failed" && now.problem !== null && <Trouble cause={`${now.problem.title}: ${now.problem.detail}`} />}
      {now?.state === "done" && now.report !== undefined && now.report !== null && <Outcome report={now.report} candidate={candidate} pick={pick} />}
    </section>
  );
}

function told(test: Backtest | undefined): string {
  switch (test?.state) {
    case "running": return "The back-test is running.";
    case "done": return "The back-test is done.";
    case "failed": return "The back-test failed.";
    case "cancelled": return "The back-test was cancelled.";
    default: return "Nothing was tried yet. It only reads: no subscriber is told, no incident is changed.";
  }
}

function Progress({ test }: { test: Backtest }) {
  const percent = Math.round(test.progress * 100);
  const waiting = (test.ahead ?? 0) > 0 ? `, after ${test.ahead} others` : "";
  return (
    <>
      <p class="progress">
        <progress max={1} value={test.progress} aria-label="How far the back-test has come" />
        <span>{test.progress === 0 ? `reading the log${waiting}` : `${percent} %`}</span>
      </p>
      {test.notes.map((note) => <p class="note" key={note}>{note.charAt(0).toUpperCase() + note.slice(1)}.</p>)}
    </>
  );
}

/** Up to where the log has come: it may be a replayed one, of another time than ours. */
async function onLog(thresholds: Thresholds, name: string): Promise<Backtest> {
  const { until } = await api.get<Pick<Status, "until">>("/v1/status");
  return api.post<Backtest>("/v1/backtests", { thresholds, ...span(name, Date.parse(until) + 1000), curve: CURVE });
}

async function onRecording(thresholds: Thresholds, file: File | undefined): Promise<Backtest> {
  if (file === undefined) {
    throw new Error("Choose a recording first.");
  }
  const query = new URLSearchParams({ thresholds: JSON.stringify(thresholds), curve: CURVE.join() });
  const packed: Record<string, string> = file.name.endsWith(".gz") ? { "Content-Encoding": "gzip" } : {};
  return api.post<Backtest>(`/v1/backtests?${query.toString()}`, file, { "Content-Type": RECORDING, ...packed });
}

/** Follows a running back-test until it ends. */
function useFollowed(test: Signal<Backtest | undefined>, cause: Signal<unknown>): void {
  const id = test.value?.state === "running" ? test.value.id : "";
  useEffect(() => {
    if (id === "") {
      return;
    }
    const end = (data: unknown) => {
      following.close();
      test.value = data as Backtest;
    };
    const following = stream(`/v1/backtests/${id}/events`, {
      on: {
        progress: (data) => {
          if (test.value?.id === id) {
            test.value = { ...test.value, ...(data as Pick<Backtest, "progress" | "notes">) };
          }
        },
        done: end,
        failed: end,
        cancelled: end,
      },
      lost: () => void look(),
    });
    /** It may have ended, or been forgotten by a new start, while nobody followed. */
    async function look(): Promise<void> {
      try {
        const found = await api.get<Backtest>(`/v1/backtests/${id}`);
        if (found.state !== "running") {
          end(found);
        }
      } catch (problem) {
        if (test.value?.state === "running") {
          cause.value = problem;
        }
      }
    }
    return () => following.close();
  }, [id]);
}
