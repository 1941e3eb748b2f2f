import type { ChatProblem } from "../../sdk/src/index.js";
import { byId } from "./dom.js";

const status = byId("status", HTMLParagraphElement);
const notice = byId("notice", HTMLDivElement);
const noticeText = byId("notice-text", HTMLParagraphElement);
const retry = byId("retry", HTMLButtonElement);

const unavailable = "The server cannot be reached right now. Your question is kept.";

/** Says at the top whether the server is there. */
export function setStatus(state: "connecting" | "ready" | "away", text: string): void {
  status.dataset["state"] = state;
  if (status.textContent !== text) {
    status.textContent = text;
  }
}

/** Says what went wrong, and offers to try once more where that can help. */
export function showNotice(text: string, canRetry: boolean): void {
  noticeText.textContent = text;
  retry.hidden = !canRetry;
  notice.hidden = false;
}

export function hideNotice(): void {
  notice.hidden = true;
}

/** What a failed question is told with. */
export function wordsFor(problem: ChatProblem): string {
  if (problem.status === 429) {
    const wait = problem.retryAfter === undefined ? "in a moment" : `in ${problem.retryAfter} s`;
    return `That was too much at once. Try again ${wait}; your question is kept.`;
  }
  if (problem.status === 401) {
    return "This conversation cannot be opened any more. Start a new one.";
  }
  return problem.retryable ? unavailable : `That did not work: ${problem.message}`;
}
