import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../api";
import { go, link } from "../shell/route";
import type { Issued } from "./Secret";
import type { Subscription } from "./subscription";

/** One subscription and what operators do with it. */
export interface Acting {
  subscription: ReadonlySignal<Subscription | undefined>;
  issued: Signal<Issued | undefined>;
  cause: ReadonlySignal<unknown>;
  /** What was done last, in words. */
  said: ReadonlySignal<string>;
  busy: ReadonlySignal<boolean>;
  /** Grows with everything that was done: its messages may have changed. */
  done: ReadonlySignal<number>;
  test: () => void;
  enable: () => void;
  rotate: () => void;
  remove: () => void;
}

export function useActing(id: string): Acting {
  const path = `/v1/subscriptions/${encodeURIComponent(id)}`;
  const subscription = useSignal<Subscription | undefined>(undefined);
  const issued = useSignal<Issued | undefined>(undefined);
  const cause = useSignal<unknown>(undefined);
  const said = useSignal("");
  const busy = useSignal(false);
  const done = useSignal(0);

  async function act(word: string, change: () => Promise<void>): Promise<void> {
    busy.value = true;
    said.value = "";
    try {
      await change();
      cause.value = undefined;
      said.value = word;
    } catch (problem) {
      cause.value = problem;
    }
    busy.value = false;
    done.value++;
  }

  useEffect(() => {
    void act("", async () => {
      subscription.value = await api.get<Subscription>(path);
    });
  }, [id]);

  return {
    subscription, issued, cause, said, busy, done,
    test: () => void act("A test message is on its way: see below what becomes of it.", async () => {
      await api.post(`${path}/test`);
    }),
    enable: () => void act("Messages are sent to it again from now on.", async () => {
      subscription.value = await api.post<Subscription>(`${path}/enable`);
    }),
    rotate: () => void act("It has a new secret; the old one signs along for a day.", async () => {
      issued.value = await api.post<Issued>(`${path}/rotate`);
    }),
    remove: () => void act("", async () => {
      await api.del(path);
      go(link("subscriptions"));
    }),
  };
}
