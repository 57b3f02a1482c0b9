import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, type List, stream } from "../api";
import { Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { Trouble } from "../parts/Trouble";
import { link } from "../shell/route";
import { kind, network, number, percent } from "../words/names";
import { duration } from "../words/time";
import { lasted } from "./changes";
import { Evidence } from "./Evidence";
import type { Incident } from "./incident";
import { Label } from "./Label";
import { stateMood } from "./List";
import { Revisions } from "./Revisions";
import { Timeline } from "./Timeline";

/** One incident with all that was ever said of it. */
export function Detail({ id }: { id: string }) {
  const revisions = useSignal<Incident[]>([]);
  const cause = useSignal<unknown>(undefined);

  useEffect(() => {
    async function load(): Promise<void> {
      try {
        revisions.value = (await api.get<List<Incident>>(`/v1/incidents/${encodeURIComponent(id)}/revisions`)).items;
        cause.value = undefined;
      } catch (problem) {
        cause.value = problem;
      }
    }
    void load();
    const following = stream("/v1/stream", {
      on: {
        incident: (data) => {
          if ((data as Incident).id === id) {
            void load();
          }
        },
      },
    });
    return () => following.close();
  }, [id]);

  const last = revisions.value[revisions.value.length - 1];
  return (
    <>
      <p class="up"><a href={link("incidents")}>← All incidents</a></p>
      <Trouble cause={cause.value} />
      {last === undefined ? cause.value === undefined && <p class="soft">Asking…</p> : <Told last={last} revisions={revisions.value} />}
    </>
  );
}

function Told({ last, revisions }: { last: Incident; revisions: Incident[] }) {
  return (
    <>
      <h1>{kind(last.kind)}, {last.area}</h1>
      <p class="badges">
        <Sign mood={stateMood[last.state]}>{last.state}</Sign>
        <Sign mood={last.certainty === "confirmed" ? "bad" : "warn"}>{last.certainty}</Sign>
        <span>confidence {percent(last.confidence)}</span>
        <span>revision {last.revision}</span>
        <span class="mono soft">{last.id}</span>
      </p>
      <p class="lead">{last.summary.en}</p>
      {last.reason !== null && <p>Reason: {last.reason}</p>}
      <div class="columns">
        <div><Facts incident={last} /><Evidence incident={last.id} /></div>
        <Label incident={last.id} />
      </div>
      <h2>Timeline</h2>
      <Timeline revisions={revisions} />
      <h2>Every revision</h2>
      <Revisions revisions={revisions} />
      <Cells incident={last} />
    </>
  );
}

function Facts({ incident }: { incident: Incident }) {
  const { evidence } = incident;
  return (
    <dl class="facts tall">
      <div><dt>Began</dt><dd><Time at={incident.started} /></dd></div>
      <div><dt>Told</dt><dd><Time at={incident.detected} /></dd></div>
      <div><dt>Ended</dt><dd>{incident.ended === null ? "goes on" : <Time at={incident.ended} />}</dd></div>
      <div><dt>Lasted</dt><dd>{incident.state === "open" ? "at least " : ""}{duration(lasted(incident))}</dd></div>
      <div><dt>Silent probes</dt><dd>{number(evidence.probes_silent)}</dd></div>
      <div><dt>Heard of expected</dt><dd>{number(evidence.heard)} of {number(evidence.expected)}</dd></div>
      <div><dt>Controls heard</dt><dd>{evidence.control_expected > 0 ? `${number(evidence.control_heard)} of ${number(evidence.control_expected)}` : "none"}</dd></div>
      <div><dt>Late confirmations</dt><dd>{number(evidence.late_confirmations)}</dd></div>
      <div><dt>Networks</dt><dd>{incident.networks.map(network).join(", ")}</dd></div>
      <div><dt>Access</dt><dd>{incident.access.join(", ")}</dd></div>
      <div><dt>Rally</dt><dd>{incident.rally ?? "none"}</dd></div>
      <div><dt>Thresholds</dt><dd>version {incident.thresholds_version}</dd></div>
    </dl>
  );
}

function Cells({ incident }: { incident: Incident }) {
  return (
    <details>
      <summary>{incident.places.length} places{incident.targets.length > 0 ? ` and ${incident.targets.length} targets` : ""}</summary>
      <p class="mono">{incident.places.join(", ")}</p>
      {incident.restored.length > 0 && <p>Back again: <span class="mono">{incident.restored.join(", ")}</span></p>}
      {incident.targets.length > 0 && <p class="mono">{incident.targets.join(", ")}</p>}
    </details>
  );
}
