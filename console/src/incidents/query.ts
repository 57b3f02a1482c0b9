/** Which incidents are wanted, as `/v1/incidents` takes it. */
export interface Query {
  state: string;
  kind: string;
  area: string;
  from: string;
  until: string;
}

const FIELDS = ["state", "kind", "area", "from", "until"] as const;

export function read(params: URLSearchParams): Query {
  return Object.fromEntries(FIELDS.map((field) => [field, params.get(field) ?? ""])) as unknown as Query;
}

/** The query of an address; what is not wanted is left out. Days become times: `until` means the end of its day. */
export function write(query: Query, more: Record<string, string> = {}): string {
  const params = new URLSearchParams();
  for (const field of FIELDS) {
    if (query[field] !== "") {
      params.set(field, query[field]);
    }
  }
  Object.entries(more).forEach(([name, value]) => params.set(name, value));
  return params.toString();
}

/** The query for the service. */
export function asked(query: Query, more: Record<string, string> = {}): string {
  const from = query.from === "" ? "" : `${query.from}T00:00:00Z`;
  const until = query.until === "" ? "" : `${dayAfter(query.until)}T00:00:00Z`;
  return write({ ...query, from, until }, more);
}

function dayAfter(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : new Date(time + 86_400_000).toISOString().slice(0, 10);
}
