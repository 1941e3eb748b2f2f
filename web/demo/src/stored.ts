import type { Message } from "../../sdk/src/index.js";
import { noteOn } from "./answer.js";
import { addAnswer, addHappening, addQuestion, type AnswerView } from "./transcript.js";

/** Whether somebody has the conversation; then it needs no saying that a person will answer. */
export let isWithPerson = false;

/** Whether a person is to answer next. */
export let isWaiting = false;

const happenings: Record<string, string> = { assigned: "A person has joined.", resolved: "This was resolved." };

/** Puts a stored message, or what happened, at the end of the transcript; an answer's view comes back. */
export function show(message: Message): AnswerView | undefined {
  if (message.type === "event") {
    const { kind = "", status = "" } = message.event ?? {};
    isWithPerson = status === "assigned" || status === "pending";
    isWaiting = status === "queued";
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
