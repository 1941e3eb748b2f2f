import type { Citation } from "../../sdk/src/index.js";
import { byId } from "./dom.js";
import { link, renderMarkdown } from "./markdown.js";

const list = byId("transcript", HTMLOListElement);
const announcer = byId("announcer", HTMLDivElement);
const again = document.createElement("button");
again.type = "button";
again.className = "again";
again.textContent = "Answer again";

/** What new entries stand before; null: they are the last. */
let front: ChildNode | null = null;
/** Entries are being added of which nobody needs to hear, and to which the page does not go. */
let isQuiet = false;

/** An answer on the page, growing. */
export interface AnswerView {
  /** Replaces the text. */
  show(text: string): void;
  /** Adds a source. */
  cite(citation: Citation): void;
  /** The answer is complete; with a note, it ended early. */
  finish(text: string, note?: string): void;
  /** Takes it off the page. */
  remove(): void;
  /** Lets the reader ask for another answer to the same question. */
  offerAgain(onPress: () => void): void;
  /** Another answer in its place; this one comes back unless that one becomes complete. */
  renew(): AnswerView;
}

list.addEventListener("click", (event) => {
  const mark = event.target instanceof Element ? event.target.closest<HTMLElement>(".reference") : null;
  const number = mark?.dataset["source"];
  const details = mark?.closest(".entry")?.querySelector<HTMLDetailsElement>(`details[data-source="${number}"]`);
  if (details) {
    details.open = true;
    details.querySelector("summary")?.focus({ preventScroll: true });
    details.scrollIntoView({ block: "nearest" });
  }
});

/** Adds what was there before, and goes to its end once: a page is laid out anew each time it is asked where it stands. */
export function restore(add: () => void): void {
  quietly(add);
  if (list.lastChild !== null) {
    window.scrollTo({ top: document.documentElement.scrollHeight });
  }
}

/** Adds what was said earlier, above everything; what the reader sees stays where it is. */
export function prepend(add: () => void): void {
  const page = document.documentElement;
  const below = page.scrollHeight - page.scrollTop;
  front = list.firstChild;
  try {
    quietly(add);
  } finally {
    front = null;
  }
  window.scrollTo({ top: page.scrollHeight - below, behavior: "instant" });
}

/** Shows what the visitor wrote. */
export function addQuestion(text: string): void {
  const { entry, bubble } = addEntry("mine", "You");
  bubble.textContent = text;
  reveal(entry, true);
}

/** Shows that something happened to the conversation. */
export function addHappening(text: string): void {
  const entry = document.createElement("li");
  entry.className = "entry happening";
  entry.append(noteLine(text));
  list.insertBefore(entry, front);
  announce(text, undefined);
  reveal(entry, false);
}

/** Shows an answer, at first as three dots. */
export function addAnswer(author = "Assistant"): AnswerView {
  const { entry, bubble } = addEntry("theirs", author);
  return answerIn(entry, bubble);
}

/** Nothing more can be made again: something follows the answer. */
export function withdrawAgain(): void {
  again.remove();
}

// With an earlier answer, that one comes back unless the new one becomes complete.
function answerIn(entry: HTMLLIElement, bubble: HTMLDivElement, earlier?: readonly ChildNode[]): AnswerView {
  const sources = document.createElement("ul");
  sources.className = "sources";
  sources.setAttribute("aria-label", "Sources");
  bubble.replaceChildren(thinking());
  entry.setAttribute("aria-busy", "true");
  reveal(entry, true);
  const settle = (): void => {
    entry.classList.remove("streaming");
    entry.removeAttribute("aria-busy");
  };
  const putBack = (nodes: readonly ChildNode[], note?: string): void => {
    settle();
    entry.replaceChildren(...nodes);
    if (note !== undefined) {
      entry.append(noteLine(`${note} The earlier answer stays.`, "note passing"));
    }
    announce("", note);
  };
  return {
    show(text) {
      if (text !== "") {
        entry.classList.add("streaming");
        bubble.replaceChildren(renderMarkdown(text));
        reveal(entry, false);
      }
    },
    cite(citation) {
      sources.append(source(citation));
      entry.append(sources);
      reveal(entry, false);
    },
    finish(text, note) {
      if (earlier !== undefined && note !== undefined) {
        putBack(earlier, note);
        return;
      }
      settle();
      if (text === "") {
        bubble.remove();
      } else {
        bubble.replaceChildren(renderMarkdown(text));
        withoutEmptyReferences(entry);
      }
      if (note !== undefined) {
        entry.append(noteLine(note));
      }
      announce(text, note);
      reveal(entry, false);
    },
    remove() {
      if (earlier === undefined) {
        entry.remove();
      } else {
        putBack(earlier);
      }
    },
    offerAgain(onPress) {
      again.onclick = onPress;
      entry.append(again);
      reveal(entry, false);
    },
    renew() {
      const nodes = [...entry.childNodes].filter(
        (node) => node !== again && !(node instanceof Element && node.classList.contains("passing")),
      );
      const fresh = document.createElement("div");
      fresh.className = "bubble";
      fresh.dir = "auto";
      entry.replaceChildren(...nodes.slice(0, 1), fresh);
      return answerIn(entry, fresh, nodes);
    },
  };
}

function quietly(add: () => void): void {
  isQuiet = true;
  try {
    add();
  } finally {
    isQuiet = false;
  }
}

function noteLine(text: string, className = "note"): HTMLParagraphElement {
  const line = document.createElement("p");
  line.className = className;
  line.textContent = text;
  return line;
}

// A number whose source is not there opens nothing.
function withoutEmptyReferences(entry: HTMLElement): void {
  for (const mark of entry.querySelectorAll<HTMLElement>(".reference")) {
    const number = mark.dataset["source"] ?? "";
    if (entry.querySelector(`details[data-source="${number}"]`) === null) {
      // With the word joiner that kept it on the line.
      mark.previousSibling?.remove();
      mark.replaceWith(` [${number}]`);
    }
  }
}

function addEntry(side: "mine" | "theirs", author: string): { entry: HTMLLIElement; bubble: HTMLDivElement } {
  const entry = document.createElement("li");
  entry.className = `entry ${side}`;
  const name = document.createElement("p");
  name.className = side === "mine" ? "unseen" : "author";
  name.textContent = author;
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.dir = "auto";
  entry.append(name, bubble);
  list.insertBefore(entry, front);
  document.body.classList.add("has-messages");
  return { entry, bubble };
}

function thinking(): HTMLElement {
  const dots = document.createElement("p");
  dots.className = "thinking";
  dots.setAttribute("role", "img");
  dots.setAttribute("aria-label", "The answer is on its way");
  dots.append(...Array.from({ length: 3 }, () => document.createElement("span")));
  return dots;
}

function source(citation: Citation): HTMLLIElement {
  const item = document.createElement("li");
  const details = document.createElement("details");
  details.dataset["source"] = String(citation.index);
  const summary = document.createElement("summary");
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = String(citation.index);
  const title = document.createElement("span");
  title.className = "title";
  title.textContent = citation.title;
  summary.append(number, title);
  const quote = document.createElement("blockquote");
  quote.textContent = citation.quote;
  details.append(summary, quote);
  const anchor = link("Open the document", citation.url ?? "");
  if (anchor !== undefined) {
    anchor.className = "document";
    details.append(anchor);
  }
  item.append(details);
  return item;
}

// Screen readers hear an answer once, whole: a live region that grows word by word would never stop talking.
function announce(text: string, note: string | undefined): void {
  if (isQuiet) {
    return;
  }
  const line = document.createElement("p");
  line.textContent = [text, note].filter((part) => part !== undefined && part !== "").join(". ");
  announcer.replaceChildren(line);
}

// Follows the text only while the reader is at the end: who scrolled up wants to read.
function reveal(entry: HTMLElement, always: boolean): void {
  if (isQuiet) {
    return;
  }
  const page = document.documentElement;
  const distance = page.scrollHeight - page.clientHeight - page.scrollTop;
  if (always || distance < 160) {
    entry.scrollIntoView({ block: "end" });
    window.scrollTo({ top: page.scrollHeight });
  }
}
