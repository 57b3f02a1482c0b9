import type { Mood } from "../parts/Sign";
import { CHANNELS } from "./channels";

/** A subscription as operators see it; an address has more fields, by its channel. */
export interface Subscription {
  id: string;
  channel: string;
  events: string[];
  filter: { areas: string[]; kinds: string[]; networks: string[]; certainty: string; min_confidence: number };
  quiet_hours: { from: string; until: string; zone: string } | null;
  language: string;
  signature?: string;
  heartbeat_s?: number | null;
  fallback?: string | null;
  created: string;
  state: "active" | "disabled" | "ended";
  state_reason: string | null;
  state_since: string;
  [field: string]: unknown;
}

/** One message, and what became of it. */
export interface Delivery {
  id: string;
  type: string;
  incident: string | null;
  revision: number | null;
  state: "held" | "pending" | "delivered" | "failed" | "dropped";
  attempts: number;
  created: string;
  next_try: string | null;
  last_try: string | null;
  last_status: number | null;
  last_error: string | null;
}

export const standing: Record<Subscription["state"], Mood> = { active: "ok", disabled: "bad", ended: "none" };

export const outcome: Record<Delivery["state"], Mood> = {
  delivered: "ok",
  pending: "warn",
  held: "none",
  failed: "bad",
  dropped: "none",
};

/** Where it goes, in a line. Secrets come shortened from the service. */
export function target(subscription: Subscription): string {
  const fields = CHANNELS[subscription.channel]?.fields ?? [];
  const order = ["url", "to", "topic", "room", "chat_id", "base_url"];
  for (const name of order) {
    const value = subscription[name];
    if (fields.some((field) => field.name === name) && value !== undefined && value !== null) {
      return shown(value);
    }
  }
  return "";
}

/** Any value of an address. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(shown).join(", ");
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([name, one]) => `${name}: ${shown(one)}`).join(", ");
  }
  return String(value);
}

/** What it wants to hear of, in a line. */
export function wish(subscription: Subscription): string {
  const { areas, kinds, networks, certainty, min_confidence: least } = subscription.filter;
  const said = [
    areas.length === 0 ? "everywhere" : areas.join(", "),
    kinds.length === 0 ? "" : kinds.join(", "),
    networks.length === 0 ? "" : networks.join(", "),
    certainty === "confirmed" ? "confirmed only" : "",
    least > 0 ? `confidence from ${least}` : "",
  ];
  return said.filter((one) => one !== "").join("; ");
}
