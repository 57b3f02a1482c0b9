import type { Incident } from "../incidents/incident";
import { number } from "../words/names";

/** A cell as `/v1/cells` and the stream tell of it. */
export interface Cell {
  place: string;
  network: string;
  access: "mobile" | "fixed";
  area: string;
  state: "ok" | "affected" | "unknown";
  expected: number;
  heard: number;
  probes_band: string;
  /** The most that was expected of it at once, as far as is known here. */
  usual?: number | undefined;
}

/** Which cells are wanted. */
export interface Wish {
  state: string;
  area: string;
  network: string;
  access: string;
  text: string;
}

export type Column = "state" | "area" | "network" | "expected" | "heard" | "kept";

export const EVERYTHING: Wish = { state: "", area: "", network: "", access: "", text: "" };

/** The name of a cell, as the history of cells is asked for it. */
export function name(cell: Pick<Cell, "place" | "network" | "access">): string {
  return `${cell.place}/${cell.network}/${cell.access}`;
}

type Numbers = Pick<Cell, "expected" | "heard" | "state" | "usual">;

/** What should come: who is cut off soon promises nothing more, so of an affected cell it is what was usual before. */
function due(cell: Numbers): number {
  return cell.state === "affected" ? Math.max(cell.expected, cell.usual ?? 0) : cell.expected;
}

/** Of what should come, how much is heard; 1 where nothing should. */
export function kept(cell: Numbers): number {
  return due(cell) <= 0 ? 1 : Math.min(1, cell.heard / due(cell));
}

/** `0 of 14 usual`, where less than usual is expected only because the cell is cut off. */
export function ofUsual(cell: Numbers): string | undefined {
  return due(cell) > cell.expected ? `${number(cell.heard)} of ${number(due(cell), 0)} usual` : undefined;
}

/** All cells that are shown. What comes of the stream and what is asked for meet here. */
export class CellBoard {
  #cells = new Map<string, Cell>();
  /** Cells of which the stream told since the last `begin`, and whether they are still shown. */
  #told = new Map<string, boolean>();
  /** The most that was expected of each at once. It outlasts the cell, which nobody is told of when it is cut for long. */
  #usual = new Map<string, number>();
  /** Cells of which more than this page has seen was asked for. */
  #learnt = new Set<string>();

  /** A list of all cells is asked for; what the stream tells meanwhile is newer than it. */
  begin(): void {
    this.#told.clear();
  }

  /** The list has come. */
  replace(cells: Cell[]): void {
    const next = new Map<string, Cell>();
    // In the order that rows fall back to: what is nearly in order is sorted quickly, and it is sorted at each drawing.
    for (const cell of [...cells].sort(rest)) {
      const key = name(cell);
      this.#see(key, cell.expected);
      const told = this.#told.get(key);
      const known = told === true ? this.#cells.get(key) : undefined;
      if (told !== false) {
        next.set(key, known === undefined ? cell : { ...cell, state: known.state, probes_band: known.probes_band });
      }
    }
    this.#cells = next;
  }

  /** An event of the stream. One that bears its names alone is shown no longer. */
  take(event: Partial<Cell> & Pick<Cell, "place" | "network" | "access">): void {
    const key = name(event);
    if (event.area === undefined) {
      this.#cells.delete(key);
      this.#told.set(key, false);
    } else {
      const cell = event as Cell;
      this.#see(key, cell.expected);
      this.#cells.set(key, cell);
      this.#told.set(key, true);
    }
  }

  get(key: string): Cell | undefined {
    return this.#cells.get(key);
  }

  all(): Cell[] {
    return [...this.#cells.values()].map((cell) =>
      cell.state === "affected" ? { ...cell, usual: this.#usual.get(name(cell)) } : cell,
    );
  }

  usual(key: string): number | undefined {
    return this.#usual.get(key);
  }

  /** Affected cells of which nothing usual is known, for the page was opened too late; no more than `most`. */
  unlearnt(most: number): string[] {
    const found: string[] = [];
    for (const [key, cell] of this.#cells) {
      if (found.length === most) {
        break;
      }
      if (cell.state === "affected" && !this.#learnt.has(key) && (this.#usual.get(key) ?? 0) <= cell.expected) {
        found.push(key);
      }
    }
    return found;
  }

  /** What was expected of a cell before, at most. */
  learn(key: string, expected: number): void {
    this.#learnt.add(key);
    this.#see(key, expected);
  }

  #see(key: string, expected: number): void {
    if (expected > (this.#usual.get(key) ?? 0)) {
      this.#usual.set(key, expected);
    }
  }
}

const GRAVITY = { affected: 0, unknown: 1, ok: 2 };

/** An incident, as far as it says which cells are cut. */
export type Cut = Pick<Incident, "kind" | "state" | "area" | "places" | "networks" | "access" | "restored">;

/**
 * The cells, and with them those of open incidents that the service shows no longer, for nobody of them was heard for
 * twenty minutes: what is cut for long must not look as if it were not there.
 */
export function withCut(cells: Cell[], incidents: Cut[], usual: (key: string) => number | undefined = () => undefined): Cell[] {
  const cuts = incidents.filter((incident) => incident.state === "open" && incident.kind !== "target_down");
  if (cuts.length === 0) {
    return cells;
  }
  const known = new Set(cells.map(name));
  const lost: Cell[] = [];
  for (const cut of cuts) {
    for (const cell of cellsOf(cut)) {
      const key = name(cell);
      if (!known.has(key)) {
        known.add(key);
        lost.push({ ...cell, usual: usual(key) });
      }
    }
  }
  return lost.length === 0 ? cells : [...lost, ...cells];
}

function cellsOf(incident: Cut): Cell[] {
  const restored = new Set(incident.restored);
  return incident.places.flatMap((place) =>
    incident.networks
      .filter((network) => !restored.has(`${place}/${network}`))
      .flatMap((network) =>
        incident.access.map((access): Cell => ({
          place,
          network,
          access: access as Cell["access"],
          area: incident.area,
          state: "affected",
          expected: 0,
          heard: 0,
          probes_band: "",
        })),
      ),
  );
}

/** The wanted cells in order: by state the worst first, by numbers the largest, by kept the fewest first; never random. */
export function chosen(cells: Cell[], wish: Wish, by: Column, backwards: boolean): Cell[] {
  const text = wish.text.trim().toLowerCase();
  const found = cells.filter(
    (cell) =>
      (wish.state === "" || cell.state === wish.state) &&
      (wish.area === "" || cell.area === wish.area) &&
      (wish.network === "" || cell.network === wish.network) &&
      (wish.access === "" || cell.access === wish.access) &&
      (text === "" || cell.place.includes(text) || cell.area.toLowerCase().includes(text)),
  );
  const turn = backwards ? -1 : 1;
  return found.sort((a, b) => turn * compare(a, b, by) || rest(a, b));
}

function compare(a: Cell, b: Cell, by: Column): number {
  switch (by) {
    case "state":
      return GRAVITY[a.state] - GRAVITY[b.state];
    case "area":
      return text(a.area, b.area);
    case "network":
      return text(a.network, b.network);
    case "expected":
      return b.expected - a.expected;
    case "heard":
      return b.heard - a.heard;
    case "kept":
      return kept(a) - kept(b);
  }
}

/** Rows of one rank keep their places while numbers change. */
function rest(a: Cell, b: Cell): number {
  return text(a.area, b.area) || text(a.place, b.place) || text(a.network, b.network) || text(a.access, b.access);
}

/** Quicker than by the rules of a language, which codes do not need. */
function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is known of many cells together; what is expected is what should come. */
export interface Sum {
  cells: number;
  affected: number;
  unknown: number;
  expected: number;
  heard: number;
}

export function sum(cells: Cell[]): Sum {
  const all: Sum = { cells: cells.length, affected: 0, unknown: 0, expected: 0, heard: 0 };
  for (const cell of cells) {
    all.affected += cell.state === "affected" ? 1 : 0;
    all.unknown += cell.state === "unknown" ? 1 : 0;
    all.expected += due(cell);
    all.heard += cell.heard;
  }
  return all;
}

/** Different values of a field, in order. */
export function values(cells: Cell[], field: "area" | "network"): string[] {
  return [...new Set(cells.map((cell) => cell[field]))].sort();
}
