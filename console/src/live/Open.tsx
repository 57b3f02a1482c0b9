import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { Incident } from "../incidents/incident";
import { Sign } from "../parts/Sign";
import { Time } from "../parts/Time";
import { link } from "../shell/route";
import { kind, network, number, percent } from "../words/names";
import { duration } from "../words/time";

/** Incidents that go on, the newest first, with what speaks for them. */
export function Open({ incidents }: { incidents: Incident[] }) {
  return (
    <section aria-labelledby="open-title">
      <h2 id="open-title">Open incidents</h2>
      {incidents.length === 0
        ? <p><Sign mood="ok">None. Silence is not calm: look at blindness and lag above.</Sign></p>
        : <ul class="open">{incidents.map((one) => <Entry key={one.id} incident={one} />)}</ul>}
    </section>
  );
}

function Entry({ incident }: { incident: Incident }) {
  const { evidence } = incident;
  const fresh = useSignal(false);
  useEffect(() => {
    fresh.value = true;
    const timer = setTimeout(() => (fresh.value = false), 1500);
    return () => clearTimeout(timer);
  }, [incident.revision]);
  return (
    <li class={fresh.value ? "fresh" : undefined}>
      <h3>
        <a href={link("incidents", incident.id)}>{kind(incident.kind)}, {incident.area}</a>{" "}
        <Sign mood={incident.certainty === "confirmed" ? "bad" : "warn"}>{incident.certainty}</Sign>
      </h3>
      <p>{incident.networks.map(network).join(", ")} · {incident.access.join(", ")}</p>
      <dl class="facts">
        <div><dt>Since</dt><dd><Time at={incident.started} short /></dd></div>
        <div><dt>Told after</dt><dd>{duration((Date.parse(incident.detected) - Date.parse(incident.started)) / 1000)}</dd></div>
        <div><dt>Silent probes</dt><dd>{number(evidence.probes_silent)}</dd></div>
        <div><dt>Heard of expected</dt><dd>{number(evidence.heard)} of {number(evidence.expected)}</dd></div>
        <div><dt>Controls heard</dt><dd>{controls(evidence.control_heard, evidence.control_expected)}</dd></div>
        <div><dt>Confidence</dt><dd>{percent(incident.confidence)}</dd></div>
      </dl>
    </li>
  );
}

function controls(heard: number, expected: number): string {
  return expected <= 0 ? "none" : `${number(heard)} of ${number(expected)}`;
}
