import { CHANNELS, EVENTS, type Field } from "./channels";

/** A subscription as it is being filled in. Every value is text, as fields of forms are. */
export interface Draft {
  channel: string;
  address: Record<string, string>;
  events: string[];
  areas: string;
  kinds: string[];
  networks: string;
  certainty: string;
  minConfidence: string;
  quietFrom: string;
  quietUntil: string;
  quietZone: string;
  language: string;
  signature: string;
  heartbeat: string;
  fallback: string;
}

export const EMPTY: Draft = {
  channel: "webhook",
  address: {},
  events: EVENTS,
  areas: "",
  kinds: [],
  networks: "",
  certainty: "suspected",
  minConfidence: "",
  quietFrom: "",
  quietUntil: "",
  quietZone: "Asia/Almaty",
  language: "en",
  signature: "v1",
  heartbeat: "",
  fallback: "",
};

/** What is sent to `POST /v1/subscriptions`. What was left empty is left out: the service knows the defaults. */
export function body(draft: Draft): Record<string, unknown> {
  const made: Record<string, unknown> = { channel: draft.channel };
  for (const field of CHANNELS[draft.channel]?.fields ?? []) {
    const value = written(field, draft.address[field.name] ?? "");
    if (value !== undefined) {
      made[field.name] = value;
    }
  }
  if (draft.events.length < EVENTS.length) {
    made["events"] = draft.events;
  }
  made["filter"] = filter(draft);
  if (draft.quietFrom !== "" || draft.quietUntil !== "") {
    made["quiet_hours"] = { from: draft.quietFrom, until: draft.quietUntil, zone: draft.quietZone };
  }
  made["language"] = draft.language;
  if (draft.channel === "webhook") {
    made["signature"] = draft.signature;
  }
  if (draft.heartbeat.trim() !== "") {
    made["heartbeat_s"] = numeric(draft.heartbeat);
  }
  if (draft.fallback !== "") {
    made["fallback"] = draft.fallback;
  }
  return made;
}

function filter(draft: Draft): Record<string, unknown> {
  const made: Record<string, unknown> = {
    areas: parts(draft.areas, /[\n,]/),
    kinds: draft.kinds,
    networks: parts(draft.networks, /[\s,]+/),
    certainty: draft.certainty,
  };
  if (draft.minConfidence.trim() !== "") {
    made["min_confidence"] = numeric(draft.minConfidence);
  }
  return made;
}

function written(field: Field, value: string): unknown {
  const text = field.type === "area" ? value : value.trim();
  if (text === "") {
    return undefined;
  }
  switch (field.type) {
    case "number":
      return numeric(text);
    case "lines":
      return parts(text, /[\n,]/);
    case "headers":
      return Object.fromEntries(parts(text, /\n/).map((line) => {
        const colon = line.indexOf(":");
        return colon < 0 ? [line, ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      }));
    default:
      return text;
  }
}

/** What is no number goes as it is, so that the service says what it expects. */
function numeric(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function parts(text: string, between: RegExp): string[] {
  return text.split(between).map((part) => part.trim()).filter((part) => part !== "");
}

/** Of the service's faults, by the field that they name: `/filter/kinds/0` is one of `filter.kinds`. */
export function faultsByField(faults: { pointer?: string; detail: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const fault of faults) {
    const path = (fault.pointer ?? "").split("/").filter((part) => part !== "" && !/^\d+$/.test(part));
    const nested = path[0] === "filter" || path[0] === "quiet_hours";
    const key = path.slice(0, nested ? 2 : 1).join(".");
    const known = found.get(key);
    found.set(key, known === undefined ? fault.detail : `${known}; ${fault.detail}`);
  }
  return found;
}
