import type { ChatEvent, MessageHead } from "../../sdk/src/index.js";
import type { AnswerView } from "./transcript.js";

/** What is said of an answer that the reader stopped. */
export const stopped = "You stopped this answer.";

/** One answer: gathers its text, and puts it on the page at most once a frame. */
export class Answer {
  readonly #view: AnswerView;
  #text: string;
  #frame: number | undefined;

  constructor(view: AnswerView, text: string) {
    this.#view = view;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  take(event: ChatEvent): void {
    switch (event.type) {
      case "delta":
        // Offsets count UTF-16 units, as JavaScript does: a repeated delta writes the same text again.
        this.#text = this.#text.slice(0, event.offset) + event.text;
        this.#frame ??= requestAnimationFrame(() => {
          this.#frame = undefined;
          this.#view.show(this.#text);
        });
        break;
      case "citation":
        this.#view.cite(event);
        break;
      case "done":
        if (event.manual === true) {
          this.#cancelFrame();
          this.#view.remove();
        } else {
          this.end(noteOn(event.message));
        }
        break;
      case "error":
        this.end(this.#text === "" ? "No answer could be made." : "The answer broke off here.");
        break;
      default:
        break;
    }
  }

  end(note?: string): void {
    this.#cancelFrame();
    this.#view.finish(this.#text, note);
  }

  abandon(): void {
    this.#cancelFrame();
    if (this.#text === "") {
      this.#view.remove();
    } else {
      this.#view.finish(this.#text, "The connection was lost here.");
    }
  }

  #cancelFrame(): void {
    if (this.#frame !== undefined) {
      cancelAnimationFrame(this.#frame);
      this.#frame = undefined;
    }
  }
}

/** What is said of an answer that is not whole. */
export function noteOn(message: MessageHead | undefined): string | undefined {
  if (message?.state !== "interrupted") {
    return undefined;
  }
  return message.interruptionReason === "stopped" ? stopped : "The answer ended early.";
}
