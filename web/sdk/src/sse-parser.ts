/** One dispatched event of an event stream. */
export interface SseEvent {
  /** The event's name; `message` when the stream gave none. */
  readonly name: string;
  /** Its data lines, joined by line feeds. */
  readonly data: string;
  /** The last id the stream gave so far; empty before the first. */
  readonly id: string;
}

/**
 * Incremental parser of event streams (WHATWG HTML, "Server-sent events"). Feed it text as it arrives; it keeps what is
 * incomplete. Pure: no I/O, no clock.
 */
export class SseParser {
  #rest = "";
  #name = "";
  #data: string[] = [];
  #id = "";
  #hasData = false;
  #atStart = true;

  /** Takes more text and answers the events that became complete with it. */
  push(chunk: string): SseEvent[] {
    let text = this.#rest + chunk;
    if (this.#atStart && text.length > 0) {
      this.#atStart = false;
      text = text.startsWith("\uFEFF") ? text.slice(1) : text;
    }
    const events: SseEvent[] = [];
    let from = 0;
    for (;;) {
      const end = this.#lineEnd(text, from);
      if (end === undefined) {
        break;
      }
      this.#takeLine(text.slice(from, end.at), events);
      from = end.next;
    }
    this.#rest = text.slice(from);
    return events;
  }

  #lineEnd(text: string, from: number): { at: number; next: number } | undefined {
    for (let at = from; at < text.length; at++) {
      const character = text[at];
      if (character === "\n") {
        return { at, next: at + 1 };
      }
      if (character === "\r") {
        // A carriage return at the very end may be the first half of a pair: wait for what follows.
        return at + 1 === text.length ? undefined : { at, next: text[at + 1] === "\n" ? at + 2 : at + 1 };
      }
    }
    return undefined;
  }

  #takeLine(line: string, events: SseEvent[]): void {
    if (line === "") {
      this.#dispatch(events);
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const raw = colon < 0 ? "" : line.slice(colon + 1);
    const value = raw.startsWith(" ") ? raw.slice(1) : raw;
    if (field === "data") {
      this.#data.push(value);
      this.#hasData = true;
    } else if (field === "event") {
      this.#name = value;
    } else if (field === "id" && !value.includes("\0")) {
      this.#id = value;
    }
  }

  #dispatch(events: SseEvent[]): void {
    if (this.#hasData) {
      events.push({ name: this.#name === "" ? "message" : this.#name, data: this.#data.join("\n"), id: this.#id });
    }
    this.#name = "";
    this.#data = [];
    this.#hasData = false;
  }
}
