/** Thresholds as the contract has them. */
export interface Thresholds {
  false_alarms_per_month: number;
  min_probes: number;
  home: string | string[];
  confirm_after_s: number;
  close_after_s: number;
  rally_prior: number;
  throttling_rtt_factor: number;
  throttling_kbps_factor: number;
  version?: number;
}

export type Name = Exclude<keyof Thresholds, "version">;

/** One field: what it means, in what unit, within which bounds. */
export interface Field {
  name: Name;
  title: string;
  meaning: string;
  unit: string;
  /** In words. */
  range: string;
  usual: string;
  whole?: boolean;
  takes: (value: number) => boolean;
}

const between = (least: number, most: number) => (value: number) => value >= least && value <= most;

/** In the order of the contract. `home` is no number: it is read by {@link home}. */
export const FIELDS: Field[] = [
  {
    name: "false_alarms_per_month", title: "False alarms a month", unit: "in the whole deployment",
    meaning: "How many false incidents the deployment may raise. Every inner threshold follows from it: more finds cuts sooner.",
    range: "over 0 to 1000000", usual: "1", takes: (value) => value > 0 && value <= 1e6,
  },
  {
    name: "min_probes", title: "Least probes", unit: "probes", whole: true,
    meaning: "Fewer distinct silent probes never open an incident, and no cell with fewer is ever shown publicly.",
    range: "at least 1", usual: "3", takes: (value) => value >= 1,
  },
  {
    name: "home", title: "Home", unit: "ISO 3166 codes",
    meaning: "The watched country, or several; * watches every country, the others being its witnesses.",
    range: "such as KZ, or KZ KG, or *", usual: "KZ", takes: () => true,
  },
  {
    name: "confirm_after_s", title: "Confirm after", unit: "seconds", whole: true,
    meaning: "How long the evidence must hold until suspected becomes confirmed.",
    range: "at least 0", usual: "60", takes: (value) => value >= 0,
  },
  {
    name: "close_after_s", title: "Close after", unit: "seconds", whole: true,
    meaning: "How long reports must be back to normal until an incident closes.",
    range: "at least 0", usual: "120", takes: (value) => value >= 0,
  },
  {
    name: "rally_prior", title: "Rally prior", unit: "times",
    meaning: "How much likelier a shutdown is held to be inside a rally's area and hours.",
    range: "1 to 1000000", usual: "20", takes: between(1, 1e6),
  },
  {
    name: "throttling_rtt_factor", title: "Throttling, round trip", unit: "times the cell's own baseline",
    meaning: "Slower round trips than this count as throttled.",
    range: "over 1", usual: "3", takes: (value) => value > 1,
  },
  {
    name: "throttling_kbps_factor", title: "Throttling, throughput", unit: "times the cell's own baseline",
    meaning: "Less throughput than this counts as throttled.",
    range: "between 0 and 1", usual: "0.2", takes: (value) => value > 0 && value < 1,
  },
];

/** Thresholds as they are typed. */
export type Draft = Record<Name, string>;

export function draft(of: Thresholds): Draft {
  const typed: Partial<Draft> = {};
  for (const field of FIELDS) {
    typed[field.name] = shown(of[field.name]);
  }
  return typed as Draft;
}

/** A value as it is typed and told. */
export function shown(value: number | string | string[]): string {
  return Array.isArray(value) ? value.join(" ") : String(value);
}

/** A number as people type it, also with a comma or a power of ten; undefined where it is none. */
export function number(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(plain) ? Number(plain) : undefined;
}

/** The countries of a text; undefined where it names none, or what is none. */
export function home(text: string): string[] | undefined {
  const codes = text.toUpperCase().split(/[\s,]+/).filter((code) => code !== "");
  return codes.length > 0 && codes.every((code) => code === "*" || /^[A-Z]{2}$/.test(code)) ? codes : undefined;
}

/** What is wrong with a draft, by field. */
export function faults(typed: Draft): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const field of FIELDS) {
    if (field.name === "home") {
      if (home(typed.home) === undefined) {
        found.home = `Expected ${field.range}.`;
      }
      continue;
    }
    const value = number(typed[field.name]);
    if (value === undefined || !field.takes(value)) {
      found[field.name] = `Expected a number, ${field.range}.`;
    } else if (field.whole === true && !Number.isInteger(value)) {
      found[field.name] = `Expected a whole number, ${field.range}.`;
    }
  }
  return found;
}

/** The thresholds that a draft without faults says. */
export function thresholds(typed: Draft): Thresholds {
  const value = (name: Name) => number(typed[name]) ?? Number.NaN;
  return {
    false_alarms_per_month: value("false_alarms_per_month"),
    min_probes: value("min_probes"),
    home: home(typed.home) ?? [],
    confirm_after_s: value("confirm_after_s"),
    close_after_s: value("close_after_s"),
    rally_prior: value("rally_prior"),
    throttling_rtt_factor: value("throttling_rtt_factor"),
    throttling_kbps_factor: value("throttling_kbps_factor"),
  };
}

/** Whether one is what the other is, but for the version. */
export function same(one: Thresholds, other: Thresholds): boolean {
  return differences(one, other).length === 0;
}

/** Where two differ, each as it is told. */
export function differences(one: Thresholds, other: Thresholds): { name: Name; title: string; from: string; to: string }[] {
  return FIELDS.map(({ name, title }) => ({ name, title, from: shown(one[name]), to: shown(other[name]) })).filter(({ from, to }) => from !== to);
}

/** Whether a change makes it easier to raise something, which deserves a second look. */
export function loosens(from: Thresholds, to: Thresholds): boolean {
  return to.false_alarms_per_month > from.false_alarms_per_month || to.min_probes < from.min_probes || to.rally_prior > from.rally_prior;
}
