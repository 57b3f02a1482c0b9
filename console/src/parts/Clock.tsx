import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { clock } from "../words/time";

/** What time it is, here and in UTC. */
export function Clock() {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="clock">
      <time dateTime={new Date(now.value).toISOString()}>{clock(now.value, "UTC")} UTC</time>
      <span class="soft"> · {clock(now.value)} here</span>
    </p>
  );
}
