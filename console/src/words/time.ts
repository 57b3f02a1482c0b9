/** Times in words. Every time is told in UTC, as the service keeps it, and on the reader's own clock. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(kind: "clock" | "moment", zone: string | undefined): Intl.DateTimeFormat {
  const key = `${kind} ${zone ?? ""}`;
  let known = formats.get(key);
  if (known === undefined) {
    const day: Intl.DateTimeFormatOptions = kind === "moment" ? { year: "numeric", month: "2-digit", day: "2-digit" } : {};
    const wish: Intl.DateTimeFormatOptions = { ...day, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
    // Sweden writes dates as ISO 8601 does.
    known = new Intl.DateTimeFormat("sv-SE", zone === undefined ? wish : { ...wish, timeZone: zone });
    formats.set(key, known);
  }
  return known;
}

/** `07:00:30`, on the reader's clock or on that of `zone`. */
export function clock(time: number, zone?: string): string {
  return format("clock", zone).format(time);
}

/** `2021-04-24 07:00:30`. */
export function moment(time: number, zone?: string): string {
  return format("moment", zone).format(time);
}

/** `2021-04-24 07:00` of a time as the service writes it, in UTC unless another zone is wished. */
export function minute(time: string, zone = "UTC"): string {
  return moment(Date.parse(time), zone).slice(0, 16);
}

/** The reader's zone, such as `Asia/Almaty`. */
export function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A length of time in the two units that matter: `42 s`, `3 min 5 s`, `2 h 10 min`, `4 d 3 h`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const units: [string, number][] = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = units.findIndex(([, size]) => whole >= size);
  if (first < 0) {
    return "0 s";
  }
  let rest = whole;
  return units.slice(first, first + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? "" : `${count} ${unit}`;
  }).filter((part) => part !== "").join(" ");
}

/** `3 min 5 s ago`, `in 5 s`, `now`. */
export function distance(time: number, now: number): string {
  const seconds = Math.round((now - time) / 1000);
  if (Math.abs(seconds) < 1) {
    return "now";
  }
  return seconds > 0 ? `${duration(seconds)} ago` : `in ${duration(-seconds)}`;
}
