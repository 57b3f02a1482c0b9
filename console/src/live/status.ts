/** What `/v1/status` says of the detector, of collectors and of all probes together. */
export interface Status {
  until: string;
  lag_s: number | null;
  min_probes: number;
  blind: string[];
  collectors: { collector: string; last_tick: string; blind: boolean; reports_per_s: number }[];
  probes: { known: number | null; silent: number | null; dark: number | null; kept: Band[] };
}

/** Probes whose reports come in to a share between two bounds. */
export interface Band {
  from: number;
  until: number;
  probes: number;
}

/** One subscription in `/v1/deliveries`. */
export interface Backlog {
  subscription: string;
  channel: string;
  active: boolean;
  waiting: number;
  retried: number;
  held: number;
  failed: number;
  oldest: string | null;
  next_try: string | null;
  last_error: string | null;
}

export interface Waiting {
  waiting: number;
  retried: number;
  held: number;
  failed: number;
  inactive: number;
}

/** All subscriptions together. */
export function together(backlogs: Backlog[]): Waiting {
  const all: Waiting = { waiting: 0, retried: 0, held: 0, failed: 0, inactive: 0 };
  for (const one of backlogs) {
    all.waiting += one.waiting;
    all.retried += one.retried;
    all.held += one.held;
    all.failed += one.failed;
    all.inactive += one.active ? 0 : 1;
  }
  return all;
}

/** `100–99 %`, `below 65 %`. */
export function bandName(band: Band): string {
  const whole = (share: number) => Math.round(share * 100);
  return band.from === 0 ? `below ${whole(band.until)} %` : `${whole(band.until)}–${whole(band.from)} %`;
}
