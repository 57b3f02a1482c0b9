import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ApiProblem, type List, stream } from "../api";
import type { Incident } from "../incidents/incident";
import { type Cell, CellBoard, withCut } from "./cells";
import { perFrame } from "./frames";

/** Numbers of cells are asked for so often; their states come at once. */
const ASK_MS = 10_000;

/** A person reads no faster, and the rest of the page wants its turn. */
const DRAW_MS = 250;

/** Of so many cells their last hour is asked for with each list. */
const LEARN = 8;

/** Whether what is shown is still coming in. */
export type Line = { state: "opening" | "open" | "lost"; since: number };

/** What the live page shows of cells and open incidents. */
export interface Live {
  cells: Cell[];
  incidents: Incident[];
  line: Line;
  cause: unknown;
}

const NOTHING: Live = { cells: [], incidents: [], line: { state: "opening", since: 0 }, cause: undefined };

export const live = signal<Live>(NOTHING);

/** Follows cells and incidents for as long as the page is shown. */
export function useLive(): void {
  useEffect(() => {
    const follower = new Follower();
    return () => follower.close();
  }, []);
}

/** Gathers what comes in and shows it a few times a second. */
class Follower {
  #board = new CellBoard();
  #incidents = new Map<string, Incident>();
  #line: Line = { state: "opening", since: Date.now() };
  #cause: unknown;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawing = perFrame(() => this.#draw(), DRAW_MS);
  #stream = stream("/v1/stream", {
    on: {
      cell: (data) => {
        this.#board.take(data as Cell);
        this.#drawing.want();
      },
      incident: (data) => {
        this.#take(data as Incident);
        this.#drawing.want();
      },
    },
    open: () => {
      this.#turn("open");
      void this.#openIncidents();
      void this.#askCells();
    },
    lost: () => this.#turn("lost"),
  });

  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#drawing.cancel();
    this.#stream.close();
    live.value = NOTHING;
  }

  #turn(state: Line["state"]): void {
    if (this.#line.state !== state) {
      this.#line = { state, since: Date.now() };
      this.#drawing.want();
    }
  }

  #take(incident: Incident): void {
    if (incident.state === "open") {
      this.#incidents.set(incident.id, incident);
    } else {
      this.#incidents.delete(incident.id);
    }
  }

  async #openIncidents(): Promise<void> {
    try {
      const { items } = await api.get<List<Incident>>("/v1/incidents?state=open&limit=200");
      const newer = new Map(this.#incidents);
      this.#incidents = new Map(items.map((one) => [one.id, one]));
      for (const one of newer.values()) {
        if ((this.#incidents.get(one.id)?.revision ?? Number.POSITIVE_INFINITY) < one.revision) {
          this.#incidents.set(one.id, one);
        }
      }
    } catch (cause) {
      this.#cause = cause;
    }
    this.#drawing.want();
  }

  async #askCells(): Promise<void> {
    clearTimeout(this.#timer);
    if (!document.hidden) {
      this.#board.begin();
      try {
        this.#board.replace((await api.get<List<Cell>>("/v1/cells")).items);
        this.#cause = undefined;
      } catch (cause) {
        this.#cause = cause;
      }
      this.#drawing.want();
    }
    if (!this.#over) {
      this.#timer = setTimeout(() => void this.#askCells(), ASK_MS);
      void this.#askUsual();
    }
  }

  /** Who comes in the middle of a cut has not seen what was usual before it. */
  async #askUsual(): Promise<void> {
    for (const cell of this.#board.unlearnt(LEARN)) {
      try {
        const { expected } = await api.get<{ expected: (number | null)[] }>(`/v1/cells/history?cell=${encodeURIComponent(cell)}`);
        this.#board.learn(cell, Math.max(0, ...expected.map((value) => value ?? 0)));
      } catch (cause) {
        if (this.#over || !(cause instanceof ApiProblem && cause.status === 404)) {
          return;
        }
        this.#board.learn(cell, 0);
      }
      this.#drawing.want();
    }
  }

  #draw(): void {
    if (!this.#over) {
      const incidents = [...this.#incidents.values()].sort((a, b) => b.started.localeCompare(a.started));
      live.value = {
        cells: withCut(this.#board.all(), incidents, (key) => this.#board.usual(key)),
        incidents,
        line: this.#line,
        cause: this.#cause,
      };
    }
  }
}
