import { address } from "./address";
import { logOut, token } from "./session";

export { farewell, logIn, logOut, token } from "./session";
export { stream } from "./stream";
export type { Handlers, Stream } from "./stream";

/** One fault of a request, as RFC 9457 problems of this service list them. */
export interface Fault {
  line?: number;
  pointer?: string;
  detail: string;
}

/** A page of a list, as every list of this service is. */
export interface List<T> {
  items: T[];
  next_cursor: string | null;
}

/** An answer that is not a success. `status` is 0 where there was none. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: Fault[] = [],
  ) {
    super(detail === "" ? title : `${title}: ${detail}`);
  }
}

export type Headers = Record<string, string>;

/** Asks the service with the operator's token. A body that is a string goes as it is, any other as JSON. */
export const api = {
  get: <T>(path: string, headers?: Headers): Promise<T> => call<T>("GET", path, undefined, headers),
  put: <T>(path: string, body?: unknown, headers?: Headers): Promise<T> => call<T>("PUT", path, body, headers),
  post: <T>(path: string, body?: unknown, headers?: Headers): Promise<T> => call<T>("POST", path, body, headers),
  del: <T = void>(path: string, headers?: Headers): Promise<T> => call<T>("DELETE", path, undefined, headers),
};

async function call<T>(method: string, path: string, body: unknown, headers: Headers = {}): Promise<T> {
  const answer = await answerTo(method, path, body, headers, token.value);
  if (answer.status === 401) {
    logOut("The service does not take this token any more.");
  }
  if (!answer.ok) {
    throw await problem(answer);
  }
  return (answer.status === 204 ? undefined : await content(answer)) as T;
}

/** The bare answer, whatever it is; fails only where there is none. */
export async function answerTo(
  method: string,
  path: string,
  body: unknown,
  headers: Headers,
  bearer: string,
): Promise<Response> {
  const all: Headers = { Accept: "application/json", Authorization: `Bearer ${bearer}`, ...headers };
  const init: RequestInit = { method, headers: all, credentials: "omit", cache: "no-store" };
  if (body !== undefined) {
    const raw = typeof body === "string" || body instanceof Blob;
    init.body = raw ? body : JSON.stringify(body);
    if (!raw && all["Content-Type"] === undefined) {
      all["Content-Type"] = "application/json";
    }
  }
  try {
    return await fetch(address(path), init);
  } catch (cause) {
    throw new ApiProblem(0, "The service does not answer", cause instanceof Error ? cause.message : "");
  }
}

async function content(answer: Response): Promise<unknown> {
  const text = await answer.text();
  return (answer.headers.get("content-type") ?? "").includes("json") ? JSON.parse(text) : text;
}

export async function problem(answer: Response): Promise<ApiProblem> {
  try {
    const told = (await answer.json()) as { title?: string; detail?: string; errors?: Fault[] };
    return new ApiProblem(answer.status, told.title ?? `HTTP ${answer.status}`, told.detail ?? "", told.errors ?? []);
  } catch {
    return new ApiProblem(answer.status, `HTTP ${answer.status}`, "");
  }
}
