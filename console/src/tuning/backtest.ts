import type { Incident } from "../incidents/incident";
import type { Thresholds } from "./thresholds";

/** What became of one set of thresholds. */
export interface Figures {
  name: string;
  thresholds: Thresholds;
  complete: boolean;
  incidents: number;
  incidents_per_month?: number;
  confirmed: number;
  gained_count: number;
  lost_count: number;
  labels?: { happened: number; found: number; false_alarms: number; false_alarms_per_month?: number; unlabelled: number };
}

/** What really happened, and how soon it would have been told. */
export interface Episode {
  incident?: string;
  kind: string;
  start: string;
  delay_s: number | null;
  live_delay_s?: number;
}

export interface Report {
  from: string;
  to: string;
  against: string;
  configurations: (Figures & { kept: Incident[]; gained: Incident[]; lost: Incident[]; episodes?: Episode[] })[];
  curve: Figures[];
}

export interface Backtest {
  id: string;
  state: "running" | "done" | "failed" | "cancelled";
  progress: number;
  ahead?: number;
  /** Why it takes long, and the like. */
  notes: string[];
  from: string | null;
  until: string | null;
  thresholds: Thresholds;
  problem: { title: string; detail: string } | null;
  report?: Report | null;
}

/** Spans that can be tried, in days. */
export const SPANS: { name: string; title: string; days: number }[] = [
  { name: "day", title: "last day", days: 1 },
  { name: "month", title: "last month", days: 30 },
  { name: "quarter", title: "last quarter", days: 91 },
];

export const CURVE = [0.1, 0.3, 1, 3, 10];

/** The time that a span covers, up to `now`. */
export function span(name: string, now: number): { from: string; until: string } {
  const days = SPANS.find((one) => one.name === name)?.days ?? 1;
  return { from: new Date(now - days * 86_400_000).toISOString(), until: new Date(now).toISOString() };
}

/** One point of the curve: what `false_alarms_per_month` would cost and bring. */
export interface Dot {
  allowed: number;
  incidents: number;
  falseAlarms: number | null;
  found: number | null;
}

/** The curve with the tried value among its points, in order. */
export function curve(report: Report): Dot[] {
  const all = [...report.curve, ...report.configurations.slice(0, 1)].map(dot);
  const each = new Map(all.map((one) => [one.allowed, one]));
  return [...each.values()].sort((one, other) => one.allowed - other.allowed);
}

function dot(of: Figures): Dot {
  return {
    allowed: of.thresholds.false_alarms_per_month,
    incidents: of.incidents,
    falseAlarms: of.labels?.false_alarms ?? null,
    found: of.labels?.found ?? null,
  };
}

/** The middle of some delays, in seconds; undefined where nothing was found. */
export function median(episodes: Episode[]): number | undefined {
  const found = episodes.map((one) => one.delay_s).filter((delay): delay is number => delay !== null).sort((a, b) => a - b);
  return found.length === 0 ? undefined : found[Math.floor((found.length - 1) / 2)];
}

const WEEK_MS = 7 * 86_400_000;

/** So many a month, in words; empty where less than a week was tried, from which nobody should reckon. */
export function monthly(report: Report, rate: number | undefined): string {
  const long = Date.parse(report.to) - Date.parse(report.from) >= WEEK_MS;
  return long && rate !== undefined ? `${rate.toLocaleString("en", { maximumFractionDigits: 1 })} a month` : "";
}
