/** Names of operators' codes, for people who know them by no number. */
const NETWORKS: Record<string, string> = {
  "401-01": "Beeline",
  "401-02": "Kcell",
  "401-07": "Altel",
  "401-08": "Kazakhtelecom",
  "401-77": "Tele2/Altel",
};

/** `Beeline 401-01`, or the bare code of a network that is not known by name. */
export function network(code: string): string {
  const name = NETWORKS[code];
  return name === undefined ? code : `${name} ${code}`;
}

const KINDS: Record<string, string> = {
  shutdown: "Shutdown",
  network_outage: "Outage of one network",
  outage: "Outage",
  blackout: "Blackout of a country",
  international_cut: "International cut",
  throttling: "Throttling",
  blocking: "Blocking",
  tls_interception: "TLS interception",
  target_down: "Target down",
  collector_unreachable: "Collector unreachable",
};

export const kinds = Object.keys(KINDS);

export function kind(word: string): string {
  return KINDS[word] ?? word;
}

/** `12,345` and `12.3`, but never `12.0`. */
export function number(value: number, digits = 1): string {
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

/** `97 %`; what is not quite all is not called all, and what is not quite nothing not nothing. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 100 && share < 1) {
    return share < 0.9995 ? `${(Math.floor(share * 1000) / 10).toFixed(1)} %` : "> 99.9 %";
  }
  return whole === 0 && share > 0 ? "< 1 %" : `${whole} %`;
}

/** `1 probe`, `2 probes`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value, 0)} ${value === 1 ? one : many}`;
}
