import type { Circle } from "../map/CircleMap";
import { moment } from "../words/time";

/** A rally as the contract has it: with places, or with a circle. */
export interface Rally {
  id: string;
  title: string;
  from: string;
  until: string;
  places?: string[];
  lat?: number;
  lon?: number;
  radius_m?: number;
}

/** A change of the rallies. */
export interface Change {
  version: number;
  who: string;
  when: string;
  why: string;
  rallies: Rally[];
}

/** What a calendar holds. */
export interface Imported {
  items: Rally[];
  skipped: { uid: string; why: string }[];
}

/** The clocks of the whole country since 2024. */
export const ZONE = "Asia/Almaty";

/** A rally as it is typed; times by the clocks of the country. */
export interface Draft {
  id: string;
  title: string;
  from: string;
  until: string;
  by: "circle" | "places";
  lat: string;
  lon: string;
  radius: string;
  places: string;
}

export const EMPTY: Draft = { id: "", title: "", from: "", until: "", by: "circle", lat: "", lon: "", radius: "2000", places: "" };

/** `2026-05-01T12:00` on the clocks of the country. */
export function local(time: string): string {
  return moment(Date.parse(time), ZONE).replace(" ", "T").slice(0, 16);
}

/** The time that the clocks of the country show so; undefined where it is none. */
export function utc(shown: string): string | undefined {
  const wall = Date.parse(`${shown}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(shown) || Number.isNaN(wall)) {
    return undefined;
  }
  const offset = (at: number) => Date.parse(`${moment(at, ZONE).replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
  const near = wall - offset(wall);
  return new Date(wall - offset(near)).toISOString();
}

export function draft(rally: Rally): Draft {
  const places = rally.places ?? [];
  return {
    id: rally.id,
    title: rally.title,
    from: local(rally.from),
    until: local(rally.until),
    by: places.length > 0 ? "places" : "circle",
    lat: rally.lat === undefined ? "" : String(rally.lat),
    lon: rally.lon === undefined ? "" : String(rally.lon),
    radius: rally.radius_m === undefined ? "2000" : String(rally.radius_m),
    places: places.join(" "),
  };
}

export type Faults = Partial<Record<"title" | "from" | "until" | "lat" | "lon" | "radius" | "places", string>>;

/** What is wrong with a draft, by field; nothing where it can be kept. */
export function faults(typed: Draft): Faults {
  const found: Faults = {};
  const from = utc(typed.from);
  const until = utc(typed.until);
  if (typed.title.trim() === "") {
    found.title = "Give it a name that on-call will know.";
  }
  if (from === undefined) {
    found.from = "Say when it begins.";
  }
  if (until === undefined) {
    found.until = "Say when it ends.";
  } else if (from !== undefined && until <= from) {
    found.until = "It must end after its beginning.";
  }
  if (typed.by === "places") {
    if (places(typed).length === 0) {
      found.places = "Name at least one H3 index or ISO code.";
    }
    return found;
  }
  for (const [field, least, most] of [["lat", -90, 90], ["lon", -180, 180], ["radius", 1, 500_000]] as const) {
    const value = number(typed[field]);
    if (value === undefined || value < least || value > most) {
      found[field] = `A number from ${least} to ${most}; draw it on the map, or type it.`;
    }
  }
  return found;
}

function places(typed: Draft): string[] {
  return typed.places.split(/[\s,]+/).filter((place) => place !== "");
}

/** A number as people type it, also with a comma; undefined where it is none. */
export function number(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** The circle of a draft, where it has a whole one. */
export function circle(typed: Draft): Circle | undefined {
  const [lat, lon, radius] = [number(typed.lat), number(typed.lon), number(typed.radius)];
  return typed.by === "circle" && lat !== undefined && lon !== undefined && radius !== undefined
    ? { lat, lon, radius_m: radius }
    : undefined;
}

export function circleOf(rally: Rally): Circle | undefined {
  return rally.lat === undefined || rally.lon === undefined || rally.radius_m === undefined
    ? undefined
    : { lat: rally.lat, lon: rally.lon, radius_m: rally.radius_m };
}

/** The rally that a draft without faults says. An id once given stays. */
export function rally(typed: Draft, taken: string[]): Rally {
  const base = { id: typed.id === "" ? fresh(typed, taken) : typed.id, title: typed.title.trim(), from: utc(typed.from) ?? "", until: utc(typed.until) ?? "" };
  return typed.by === "places"
    ? { ...base, places: places(typed) }
    : { ...base, lat: number(typed.lat) ?? 0, lon: number(typed.lon) ?? 0, radius_m: number(typed.radius) ?? 0 };
}

/** Its day and a word of its title, such as `2021-04-24-almaty`: incidents bear it, for all to read. */
function fresh(typed: Draft, taken: string[]): string {
  const word = typed.title.toLowerCase().match(/[a-z0-9]+/)?.[0] ?? "rally";
  const base = `${typed.from.slice(0, 10)}-${word}`;
  for (let i = 1; ; i++) {
    const id = i === 1 ? base : `${base}-${i}`;
    if (!taken.includes(id)) {
      return id;
    }
  }
}

/** `known` with `items` in it, each in the place of the one of its id. */
export function merged(known: Rally[], items: Rally[]): Rally[] {
  const news = new Map(items.map((one) => [one.id, one]));
  const kept = known.map((one) => {
    const other = news.get(one.id);
    news.delete(one.id);
    return other ?? one;
  });
  return [...kept, ...news.values()];
}

export type Phase = "now" | "coming" | "past";

export function phase(one: Rally, now: number): Phase {
  if (Date.parse(one.until) <= now) {
    return "past";
  }
  return Date.parse(one.from) <= now ? "now" : "coming";
}

/** What holds now first, then what comes next, then what is over, the last first. */
export function ordered(rallies: Rally[], now: number): Rally[] {
  const order: Phase[] = ["now", "coming", "past"];
  return [...rallies].sort((one, other) => {
    const [a, b] = [phase(one, now), phase(other, now)];
    const way = a === "past" ? -1 : 1;
    return a === b ? way * (Date.parse(one.from) - Date.parse(other.from)) : order.indexOf(a) - order.indexOf(b);
  });
}

/** Which of them a change brought, altered and took away, by id. */
export function difference(before: Rally[], after: Rally[]): { added: string[]; changed: string[]; removed: string[] } {
  const old = new Map(before.map((one) => [one.id, JSON.stringify(one)]));
  const name = (one: Rally) => (one.title === "" ? one.id : one.title);
  const now = new Set(after.map((one) => one.id));
  return {
    added: after.filter((one) => !old.has(one.id)).map(name),
    changed: after.filter((one) => old.has(one.id) && old.get(one.id) !== JSON.stringify(one)).map(name),
    removed: before.filter((one) => !now.has(one.id)).map(name),
  };
}

/** Where it is, in words. */
export function where(one: Rally): string {
  const round = circleOf(one);
  if (round === undefined) {
    const all = one.places ?? [];
    return all.slice(0, 3).join(", ") + (all.length > 3 ? ` and ${all.length - 3} more` : "");
  }
  const radius = round.radius_m >= 1000 ? `${Math.round(round.radius_m / 100) / 10} km` : `${Math.round(round.radius_m)} m`;
  return `${radius} around ${round.lat.toFixed(4)}, ${round.lon.toFixed(4)}`;
}

/** `1 rally`, `2 rallies`. */
export function count(of: number, one: string, more: string): string {
  return `${of} ${of === 1 ? one : more}`;
}
