import { minute } from "../words/time";
import { type Rally, ZONE } from "./rally";

/** From when until when, by the clocks of the country and in UTC. */
export function Times({ of }: { of: Rally }) {
  return (
    <span class="time">
      {span(of, ZONE)} Almaty
      <small>{span(of, "UTC")} UTC</small>
    </span>
  );
}

function span(of: Rally, zone: string): string {
  const from = minute(of.from, zone);
  const until = minute(of.until, zone);
  return `${from} – ${from.slice(0, 10) === until.slice(0, 10) ? until.slice(11) : until}`;
}
