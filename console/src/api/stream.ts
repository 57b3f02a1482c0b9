import { address } from "./address";
import { EventReader } from "./events";
import { logOut, token as given } from "./session";

/** What a follower of a stream is told. */
export interface Handlers {
  /** By the name of the event; its data is parsed JSON. */
  on: Record<string, (data: unknown) => void>;
  /** The stream is open, at first and after each loss. */
  open?: () => void;
  /** It is lost, or could not be had; it is tried again until it is closed. */
  lost?: () => void;
}

/** A stream that is followed until it is closed. */
export interface Stream {
  close: () => void;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** Chunks that are there already are read without a pause: after so long whoever clicks has a turn. Nobody clicks where nobody looks. */
const TURN_MS = 12;

/**
 * Follows server-sent events by fetch, since EventSource cannot send a token. After a loss it goes on behind the last
 * event, later each time that it fails.
 */
export function stream(path: string, handlers: Handlers, token: string = given.value): Stream {
  const end = new AbortController();
  void follow(path, handlers, token, end.signal);
  return { close: () => end.abort() };
}

async function follow(path: string, handlers: Handlers, token: string, end: AbortSignal): Promise<void> {
  const reader = new EventReader();
  let wait = FIRST_WAIT_MS;
  while (!end.aborted) {
    try {
      await once(path, handlers, token, end, reader, (retry) => (wait = retry));
    } catch {
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    if (end.aborted) {
      return;
    }
    handlers.lost?.();
    await pause(wait * (1 + Math.random() / 4), end);
  }
}

/** Ends with the stream; fails where it could not be had at all. */
async function once(
  path: string,
  handlers: Handlers,
  token: string,
  end: AbortSignal,
  reader: EventReader,
  retry: (millis: number) => void,
): Promise<void> {
  const headers: Record<string, string> = { Accept: "text/event-stream", Authorization: `Bearer ${token}` };
  if (reader.lastId !== "") {
    headers["Last-Event-ID"] = reader.lastId;
  }
  const answer = await fetch(address(path), { headers, signal: end, credentials: "omit", cache: "no-store" });
  if (answer.status === 401) {
    logOut("The service does not take this token any more.");
  }
  if (!answer.ok || answer.body === null) {
    throw new Error(`HTTP ${answer.status}`);
  }
  retry(FIRST_WAIT_MS);
  handlers.open?.();
  const body = answer.body.getReader();
  const text = new TextDecoder();
  let since = performance.now();
  for (;;) {
    if (performance.now() - since > TURN_MS && !document.hidden) {
      await new Promise((resume) => setTimeout(resume));
      since = performance.now();
    }
    const { done, value } = await body.read();
    if (done) {
      return;
    }
    const read = reader.take(text.decode(value, { stream: true }));
    if (read.retry !== undefined) {
      retry(read.retry);
    }
    for (const event of read.events) {
      handlers.on[event.name]?.(JSON.parse(event.data));
    }
  }
}

function pause(millis: number, end: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const timer = setTimeout(resume, millis);
    end.addEventListener("abort", () => {
      clearTimeout(timer);
      resume();
    });
  });
}
