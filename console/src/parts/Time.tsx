import { clock, moment, zone } from "../words/time";

/** A time as it is kept, in UTC, with the reader's own beside it. */
export function Time({ at, short = false }: { at: string | null | undefined; short?: boolean }) {
  const time = Date.parse(at ?? "");
  if (Number.isNaN(time)) {
    return <span class="soft">–</span>;
  }
  const day = moment(time).slice(0, 10) === moment(time, "UTC").slice(0, 10) ? "" : `${moment(time).slice(0, 10)} `;
  return (
    <time class="time" dateTime={new Date(time).toISOString()} title={`${moment(time)} ${zone()}`}>
      {short ? clock(time, "UTC") : moment(time, "UTC")} UTC
      <small>{day}{clock(time)} here</small>
    </time>
  );
}
