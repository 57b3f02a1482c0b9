import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What was had last, and what went wrong since. */
export interface Asked<T> {
  value: T | undefined;
  cause: unknown;
  /** When it was had, epoch milliseconds. */
  at: number;
}

const NOTHING: Asked<never> = { value: undefined, cause: undefined, at: 0 };

/**
 * Asks again and again, `seconds` after each answer, but not while nobody looks; at once when `key` changes or when it is
 * looked at again. With 0 seconds it asks only then.
 */
export function useAsked<T>(ask: () => Promise<T>, seconds: number, key: unknown = ""): ReadonlySignal<Asked<T>> {
  const asked = useSignal<Asked<T>>(NOTHING);
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    asked.value = NOTHING;

    async function once(): Promise<void> {
      clearTimeout(timer);
      try {
        const value = await ask();
        if (!over) {
          asked.value = { value, cause: undefined, at: Date.now() };
        }
      } catch (cause) {
        if (!over) {
          asked.value = { ...asked.value, cause };
        }
      }
      if (!over && seconds > 0 && !document.hidden) {
        timer = setTimeout(() => void once(), seconds * 1000);
      }
    }
    function seen(): void {
      if (!document.hidden && seconds > 0) {
        void once();
      }
    }

    void once();
    document.addEventListener("visibilitychange", seen);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [key]);
  return asked;
}
