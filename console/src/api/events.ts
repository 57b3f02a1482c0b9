/** One server-sent event. */
export interface ServerEvent {
  name: string;
  data: string;
}

/** What a chunk of a stream of server-sent events held. */
export interface Read {
  events: ServerEvent[];
  /** Milliseconds that the server wants readers to wait before they come again. */
  retry?: number;
}

/** Reads server-sent events out of chunks that end anywhere. Knows the id of the last event. */
export class EventReader {
  lastId = "";
  #rest = "";
  #name = "";
  #data: string[] = [];

  take(chunk: string): Read {
    const read: Read = { events: [] };
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      this.#line(line.endsWith("\r") ? line.slice(0, -1) : line, read);
    }
    return read;
  }

  #line(line: string, read: Read): void {
    if (line === "") {
      if (this.#data.length > 0) {
        read.events.push({ name: this.#name === "" ? "message" : this.#name, data: this.#data.join("\n") });
      }
      this.#name = "";
      this.#data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.#name = value;
    } else if (field === "data") {
      this.#data.push(value);
    } else if (field === "id") {
      this.lastId = value;
    } else if (field === "retry" && /^\d+$/.test(value)) {
      read.retry = Number(value);
    }
  }
}
