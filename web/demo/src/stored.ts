import { withoutSuperseded, type Message } from "../../sdk/src/index.js";
import { noteOn } from "./answer.js";
import { addAnswer, addHappening, addQuestion, type AnswerView } from "./transcript.js";

/** Whether somebody has the conversation; then it needs no saying that a person will answer. */
export let isWithPerson = false;

/** Whether a person is to answer next. */
export let isWaiting = false;

/** Instead of them stand answers that were made again. */
const superseded = new Set<string>();

const happenings: Record<string, string> = { assigned: "A person has joined.", resolved: "This was resolved." };

/** Takes note of the conversation's status. */
export function note(status: string): void {
  isWithPerson = status === "assigned" || status === "pending";
  isWaiting = status === "queued";
}

/** A stretch of the conversation as it is to be shown. The last stretch first: it may stand for what is in earlier ones. */
export function current(messages: readonly Message[]): readonly Message[] {
  for (const { supersedes, state } of messages) {
    if (typeof supersedes === "string" && state === "complete") {
      superseded.add(supersedes);
    }
  }
  return withoutSuperseded(messages).filter((message) => !superseded.has(message.id));
}

/** Puts a stored message, or what happened, into the transcript; an answer's view comes back. */
export function show(message: Message): AnswerView | undefined {
  if (message.type === "event") {
    const { kind = "", status = "" } = message.event ?? {};
    const text = happenings[kind === "statusChanged" ? status : kind];
    if (text !== undefined) {
      addHappening(text);
    }
    return undefined;
  }
  if (message.author.kind === "visitor" || message.author.kind === "user") {
    addQuestion(message.text);
    return undefined;
  }
  return fill(addAnswer(message.author.displayName || undefined), message);
}

/** Makes a view of a stored answer. */
export function fill(view: AnswerView, message: Message): AnswerView {
  message.citations?.forEach((citation) => view.cite(citation));
  view.finish(message.text, noteOn(message));
  return view;
}
