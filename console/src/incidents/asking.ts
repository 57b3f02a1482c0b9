import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, type List, stream } from "../api";
import type { Incident } from "./incident";
import { asked, type Query, write } from "./query";

const PAGE = 50;

/** Incidents that are wanted, the newest first, as far as somebody has looked. */
export interface Incidents {
  items: ReadonlySignal<Incident[]>;
  cause: ReadonlySignal<unknown>;
  busy: ReadonlySignal<boolean>;
  /** Whether there are older ones. */
  more: ReadonlySignal<string | null>;
  older: () => void;
}

/** Asks for a page of them, and for the first one again whenever an incident changes. */
export function useIncidents(wish: Query): Incidents {
  const items = useSignal<Incident[]>([]);
  const more = useSignal<string | null>(null);
  const cause = useSignal<unknown>(undefined);
  const busy = useSignal(true);
  const asking = useRef(0);

  async function load(cursor: string | null, again = false): Promise<void> {
    const mine = ++asking.current;
    busy.value = true;
    try {
      const part: Record<string, string> = cursor === null ? {} : { cursor };
      const page = await api.get<List<Incident>>(`/v1/incidents?${asked(wish, { limit: String(PAGE), ...part })}`);
      if (mine !== asking.current) {
        return; // Something else is wanted by now.
      }
      const known = new Set(page.items.map((one) => one.id));
      const older = again ? items.value.slice(PAGE).filter((one) => !known.has(one.id)) : [];
      items.value = cursor === null ? [...page.items, ...older] : [...items.value, ...page.items];
      more.value = older.length > 0 ? more.value : page.next_cursor;
      cause.value = undefined;
    } catch (problem) {
      cause.value = problem;
    }
    busy.value = mine !== asking.current;
  }

  useEffect(() => {
    void load(null);
    const following = stream("/v1/stream", { on: { incident: () => void load(null, true) } });
    return () => following.close();
  }, [write(wish)]);

  return { items, cause, busy, more, older: () => void load(more.value) };
}
