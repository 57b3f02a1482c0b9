import { useSignal } from "@preact/signals";
import { api, ApiProblem } from "../api";
import type { Incident } from "../incidents/incident";
import { useAsked } from "../parts/polling";
import { Reason } from "../parts/Reason";
import { ofVersion, reason } from "../parts/why";
import { Sign } from "../parts/Sign";
import { Trouble } from "../parts/Trouble";
import { minute } from "../words/time";
import { Changes } from "./Outcome";
import { differences, loosens, same, type Thresholds } from "./thresholds";

/** A candidate that runs silently beside what holds. */
interface Running {
  thresholds: Thresholds;
  since: string;
  until?: string | null;
  by: string;
  reason: string;
  both: number;
  live_only: Incident[];
  shadow_only: Incident[];
}

interface Props {
  live: Thresholds;
  /** Undefined where what is typed is none. */
  candidate: Thresholds | undefined;
  /** The thresholds that hold are others now. */
  promoted: () => void;
}

const AGAIN_S = 5;

/** The shadow: what the form says runs silently, what it finds differently is told, and then it holds or is ended. */
export function Shadow({ live, candidate, promoted }: Props) {
  const turn = useSignal(0);
  const asking = useSignal<"nothing" | "start" | "promote">("nothing");
  const cause = useSignal<unknown>(undefined);
  const asked = useAsked(running, AGAIN_S, turn.value);
  const now = asked.value.value;
  const close = () => (asking.value = "nothing");

  async function start(why: string): Promise<void> {
    await api.put("/v1/shadow", candidate, reason(why));
    turn.value++;
  }
  async function promote(why: string): Promise<void> {
    await api.post("/v1/shadow/promote", undefined, ofVersion(why, live.version));
    turn.value++;
    promoted();
  }
  async function end(): Promise<void> {
    try {
      await api.del("/v1/shadow");
      cause.value = undefined;
      turn.value++;
    } catch (problem) {
      cause.value = problem;
    }
  }

  return (
    <section class="panel" aria-labelledby="shadow-title">
      <h2 id="shadow-title">Shadow</h2>
      <Trouble cause={cause.value ?? asked.value.cause} />
      {now === "none" && <p class="soft">Nothing runs in the shadow. There a candidate judges what comes in, silently: nobody is told of what it finds.</p>}
      {now !== undefined && now !== "none" && <Found live={live} shadow={now} />}
      {now !== undefined && (
        <p class="buttons">
          <button type="button" disabled={candidate === undefined || same(candidate, live)} onClick={() => (asking.value = "start")}>
            {now === "none" ? "Start a shadow with the form" : "Replace it by the form"}
          </button>
          {now !== "none" && <button type="button" class="primary" onClick={() => (asking.value = "promote")}>Promote</button>}
          {now !== "none" && <button type="button" onClick={() => void end()}>End the shadow</button>}
        </p>
      )}
      {now === "none" && candidate !== undefined && same(candidate, live) && <p class="soft">The form says what holds already: change something first.</p>}
      {asking.value === "start" && candidate !== undefined && (
        <Reason title="Start the shadow?" action="Start the shadow" act={start} close={close}><Differences from={live} to={candidate} /></Reason>
      )}
      {asking.value === "promote" && now !== undefined && now !== "none" && (
        <Reason title="Let the shadow hold?" action="Promote the shadow" act={promote} close={close}><Differences from={live} to={now.thresholds} /></Reason>
      )}
    </section>
  );
}

async function running(): Promise<Running | "none"> {
  try {
    return await api.get<Running>("/v1/shadow");
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) {
      return "none";
    }
    throw problem;
  }
}

function Found({ live, shadow }: { live: Thresholds; shadow: Running }) {
  return (
    <>
      <p><Sign mood="warn">A shadow runs</Sign> since {minute(shadow.since)} UTC, by {shadow.by}: {shadow.reason}</p>
      <Differences from={live} to={shadow.thresholds} />
      <p>Both raised <strong>{shadow.both}</strong>.</p>
      <Changes title="Only the shadow raised" mark="+" incidents={shadow.shadow_only} none="Nothing that was not raised live as well." linked={false} />
      <Changes title="Only live raised" mark="−" incidents={shadow.live_only} none="It missed nothing that was raised live." linked />
    </>
  );
}

/** What a change changes, each with what it was; `over` where it is done already. */
export function Differences({ from, to, over = false }: { from: Thresholds; to: Thresholds; over?: boolean }) {
  const all = differences(from, to);
  if (all.length === 0) {
    return <p class="soft">{over ? "nothing" : "It is what holds."}</p>;
  }
  return (
    <>
      <ul class="changes">{all.map((one) => <li>{one.title}: <del>{one.from}</del> <ins>{one.to}</ins></li>)}</ul>
      {!over && loosens(from, to) && <p class="note">This raises more: let a second person look at it.</p>}
    </>
  );
}
