import { kind, network, number, percent } from "../words/names";
import { moment } from "../words/time";
import type { Incident } from "./incident";

/** One thing that a revision says otherwise than the one before. */
export interface Change {
  what: string;
  was: string;
  is: string;
}

/** What a revision is, in a word. */
export function event(before: Incident | undefined, now: Incident): string {
  if (before === undefined || before.state !== now.state) {
    return { open: "opened", closed: "closed", retracted: "retracted" }[now.state];
  }
  return before.certainty === "suspected" && now.certainty === "confirmed" ? "confirmed" : "updated";
}

/** Every difference but that of evidence, which changes with every revision and is shown as it is. */
export function changes(before: Incident | undefined, now: Incident): Change[] {
  if (before === undefined) {
    return [];
  }
  const found: Change[] = [];
  const note = (what: string, was: string, is: string) => {
    if (was !== is) {
      found.push({ what, was: was === "" ? "none" : was, is: is === "" ? "none" : is });
    }
  };
  note("State", before.state, now.state);
  note("Kind", kind(before.kind), kind(now.kind));
  note("Certainty", before.certainty, now.certainty);
  note("Area", before.area, now.area);
  note("Began", time(before.started), time(now.started));
  note("Ended", time(before.ended), time(now.ended));
  note("Reason", before.reason ?? "", now.reason ?? "");
  note("Rally", before.rally ?? "", now.rally ?? "");
  note("Thresholds version", String(before.thresholds_version), String(now.thresholds_version));
  list(found, "Networks", before.networks.map(network), now.networks.map(network));
  list(found, "Access", before.access, now.access);
  list(found, "Places", before.places, now.places);
  list(found, "Targets", before.targets, now.targets);
  list(found, "Restored", before.restored, now.restored);
  return found;
}

function time(at: string | null): string {
  return at === null ? "" : `${moment(Date.parse(at), "UTC")} UTC`;
}

/** Lists can be long: only what came and what went is told. */
function list(found: Change[], what: string, before: string[], now: string[]): void {
  const gone = before.filter((one) => !now.includes(one));
  const come = now.filter((one) => !before.includes(one));
  if (gone.length > 0 || come.length > 0) {
    found.push({ what, was: gone.map((one) => `− ${one}`).join(", "), is: come.map((one) => `+ ${one}`).join(", ") });
  }
}

/** The numbers that a revision stands on, each as a sentence. */
export function because(incident: Incident): string[] {
  const { evidence } = incident;
  const said = [`${number(evidence.probes_silent)} probes silent`];
  if (evidence.expected > 0) {
    said.push(`${number(evidence.heard)} of ${number(evidence.expected)} expected reports heard`);
  }
  said.push(
    evidence.control_expected > 0
      ? `controls: ${number(evidence.control_heard)} of ${number(evidence.control_expected)} heard`
      : "no controls",
  );
  if (evidence.late_confirmations > 0) {
    said.push(`${number(evidence.late_confirmations)} late confirmations`);
  }
  said.push(`confidence ${percent(incident.confidence)}`);
  return said;
}

/** How long it lasted, or has lasted until the newest revision, in seconds. */
export function lasted(incident: Incident): number {
  return (Date.parse(incident.ended ?? incident.updated) - Date.parse(incident.started)) / 1000;
}
