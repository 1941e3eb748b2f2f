import { SseParser, type SseEvent } from "./sse-parser.js";

/** Reads an event stream until its end, or until `take` answers that it needs no more. */
export async function pump(
  stream: ReadableStream<Uint8Array>,
  watchdog: Watchdog,
  take: (event: SseEvent) => boolean,
): Promise<void> {
  const parser = new SseParser();
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    watchdog.feed();
    for (const event of parser.push(decoder.decode(value, { stream: true }))) {
      if (take(event)) {
        // How the connection ends is of no interest any more.
        reader.cancel().catch(() => undefined);
        return;
      }
    }
  }
}

/** Aborts a request that has gone silent, or that its caller gave up. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #limit: number;
  readonly #outer: AbortSignal;
  #timer: ReturnType<typeof setTimeout>;

  constructor(limit: number, outer: AbortSignal) {
    this.#limit = limit;
    this.#outer = outer;
    this.#timer = setTimeout(this.#abort, limit);
    outer.addEventListener("abort", this.#abort, { once: true });
    if (outer.aborted) {
      this.#controller.abort();
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  feed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#abort, this.#limit);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener("abort", this.#abort);
  }

  readonly #abort = (): void => this.#controller.abort();
}
