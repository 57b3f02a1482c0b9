import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, type List } from "../api";
import { useAsked } from "../parts/polling";
import { Reason } from "../parts/Reason";
import { ofVersion } from "../parts/why";
import { Trouble } from "../parts/Trouble";
import type { Backtest } from "../tuning/backtest";
import { Form } from "../tuning/Form";
import { type Change, History } from "../tuning/History";
import { Differences, Shadow } from "../tuning/Shadow";
import { type Draft, draft, faults, same, type Thresholds, thresholds } from "../tuning/thresholds";
import { Trial } from "../tuning/Trial";
import type { Page } from "./page";

/** Thresholds: tried on history, then in the shadow, then in force, and back by one step. */
export const tuningPage: Page = { name: "tuning", title: "Tuning", view: TuningPage };

function TuningPage() {
  const turn = useSignal(0);
  const changes = useSignal<Change[]>([]);
  const asked = useAsked(() => api.get<List<Change>>("/v1/thresholds/history"), 0, turn.value);
  const told = asked.value.value?.items;
  useEffect(() => {
    if (told !== undefined) {
      changes.value = told;
    }
  }, [told]);
  const live = changes.value.at(-1)?.thresholds;
  return (
    <>
      <h1>Tuning</h1>
      <Trouble cause={asked.value.cause} />
      {live !== undefined && <Bench live={live} changes={changes.value} again={() => turn.value++} />}
    </>
  );
}

interface BenchProps {
  live: Thresholds;
  changes: Change[];
  /** What holds is another now. */
  again: () => void;
}

function Bench({ live, changes, again }: BenchProps) {
  const typed = useSignal<Draft>(draft(live));
  const test = useSignal<Backtest | undefined>(undefined);
  const setting = useSignal(false);
  const wrong = faults(typed.value);
  const candidate = Object.keys(wrong).length === 0 ? thresholds(typed.value) : undefined;
  const changed = candidate !== undefined && !same(candidate, live);
  const take = (taken: Thresholds) => (typed.value = draft(taken));

  async function set(why: string): Promise<void> {
    await api.put("/v1/thresholds", candidate, ofVersion(why, live.version));
    again();
  }

  return (
    <>
      <div class="bench">
        <section class="panel" aria-labelledby="form-title">
          <h2 id="form-title">Thresholds <small>version {live.version} holds</small></h2>
          <Form typed={typed.value} set={(name, value) => (typed.value = { ...typed.value, [name]: value })} faults={wrong} live={live} />
          <p class="buttons">
            <button type="button" disabled={!changed} onClick={() => (setting.value = true)}>Set without a shadow</button>
            <button type="button" disabled={candidate !== undefined && !changed} onClick={() => take(live)}>Back to what holds</button>
          </p>
          {setting.value && candidate !== undefined && (
            <Reason title="Set these thresholds?" action="Set them" act={set} close={() => (setting.value = false)}>
              <Differences from={live} to={candidate} />
            </Reason>
          )}
        </section>
        <div>
          <Trial candidate={candidate} test={test} pick={(allowed) => (typed.value = { ...typed.value, false_alarms_per_month: String(allowed) })} />
          <Shadow live={live} candidate={candidate} promoted={again} />
        </div>
      </div>
      <History changes={changes} rolledBack={again} take={take} />
    </>
  );
}
