import {
  ChatClient,
  ChatProblem,
  replyOf,
  type ChatEvent,
  type Message,
} from "../../sdk/src/index.js";
import { Answer, stopped } from "./answer.js";
import { setBusy, setStopping } from "./composer.js";
import { byId } from "./dom.js";
import { hideNotice, setStatus, showNotice, wordsFor } from "./notices.js";
import { clear, load, save, type Saved } from "./store.js";
import { current, fill, isWaiting, isWithPerson, note, show } from "./stored.js";
import {
  addAnswer,
  addHappening,
  addQuestion,
  prepend,
  restore,
  withdrawAgain,
  type AnswerView,
} from "./transcript.js";

const restart = byId("restart", HTMLButtonElement);
const earlier = byId("earlier", HTMLButtonElement);

const stopLimit = 2_000;

/** The page's one conversation. */
export class Demo {
  readonly #client: ChatClient;
  #saved: Saved;
  #stopping: AbortController | undefined;
  #wantsStop = false;
  #retry: (() => void) | undefined;
  #following: AbortController | undefined;
  /** Up to where all of the conversation is shown, whoever wrote it. */
  #position: string | undefined;
  /** Where what is not shown yet of the beginning ends. */
  #earlier: string | undefined;
  readonly #shown = new Set<string>();
  #question = "";
  #last: AnswerView | undefined;
  /** Stands where an answer is missing, as long as none has come. */
  #missing: AnswerView | undefined;

  constructor(publishableKey: string) {
    this.#saved = load();
    const token = this.#saved.visitorToken;
    this.#client = new ChatClient({ publishableKey, ...(token === undefined ? {} : { visitorToken: token }) });
  }

  /** Shows the conversation as it was, and goes on with an answer that was under way. */
  async restore(): Promise<void> {
    const { conversationId, cursor, partial, renewing } = this.#saved;
    if (conversationId === undefined || this.#saved.visitorToken === undefined) {
      return;
    }
    restart.hidden = false;
    const history = await this.#client.recent(conversationId, AbortSignal.timeout(15_000));
    const { messages, position } = history;
    note(history.status ?? "");
    restore(() => current(messages).forEach((message) => this.#show(message)));
    messages.forEach((message) => this.#shown.add(message.id));
    this.#position = position;
    this.#offerEarlier(history.earlier);
    if (cursor !== undefined && !messages.some((message) => cursor.includes(message.id))) {
      const view = renewing === true && this.#last !== undefined ? this.#last.renew() : addAnswer();
      view.show(partial ?? "");
      this.#last = view;
      this.#answer(view, partial ?? "", (hooks) => this.#client.resume(conversationId, cursor, hooks));
    } else {
      this.#settle();
      this.#showMissing(messages);
      this.#follow();
      this.#offerAgain();
    }
  }

  /** Shows some more of the beginning. */
  async showEarlier(): Promise<void> {
    const { conversationId } = this.#saved;
    if (conversationId === undefined || this.#earlier === undefined) {
      return;
    }
    earlier.disabled = true;
    try {
      const history = await this.#client.earlier(conversationId, this.#earlier, AbortSignal.timeout(15_000));
      prepend(() => current(history.messages).forEach((message) => show(message)));
      this.#offerEarlier(history.earlier);
    } finally {
      earlier.disabled = false;
    }
  }

  /** Sends a question. */
  ask(text: string): void {
    if (this.#stopping !== undefined) {
      return;
    }
    addQuestion(text);
    this.#settle();
    this.#question = text;
    this.#missing = undefined;
    const clientMessageId = crypto.randomUUID();
    this.#shown.add(clientMessageId);
    const attempt = (): void => {
      const { conversationId } = this.#saved;
      const view = addAnswer();
      this.#last = view;
      const request = {
        message: text,
        clientMessageId,
        locale: navigator.language,
        page: { url: location.href, title: document.title },
        ...(conversationId === undefined ? {} : { conversationId }),
      };
      this.#answer(view, "", (hooks) => this.#client.send(request, hooks), attempt);
    };
    attempt();
  }

  /** Asks for another answer to the last question, in the place of the one there is. */
  regenerate(): void {
    const { conversationId } = this.#saved;
    if (this.#stopping !== undefined || conversationId === undefined || this.#last === undefined) {
      return;
    }
    this.#settle();
    this.#saved.renewing = true;
    this.#missing = undefined;
    const request = { message: this.#question, clientMessageId: crypto.randomUUID(), conversationId, regenerate: true };
    const view = this.#last.renew();
    this.#answer(view, "", (hooks) => this.#client.send(request, hooks));
  }

  /** Stops the answer that is coming: the server ends it at once, and its last event says so. */
  stop(): void {
    const { conversationId, cursor } = this.#saved;
    const stopping = this.#stopping;
    if (stopping === undefined || this.#wantsStop) {
      return;
    }
    this.#wantsStop = true;
    setStopping();
    // A server that does not say so in time is left to find out by itself that nobody reads any more.
    setTimeout(() => stopping.abort(), stopLimit);
    this.#askToStop(conversationId, cursor);
  }

  /** Tries the failed question once more. */
  again(): void {
    hideNotice();
    this.#retry?.();
  }

  /** Starts over. */
  reset(): void {
    this.stop();
    clear();
    location.reload();
  }

  // Before the first event there is nothing to name: #take asks again when it has come.
  #askToStop(conversationId: string | undefined, cursor: string | undefined): void {
    const replyId = cursor === undefined ? undefined : replyOf(cursor);
    const stopping = this.#stopping;
    if (conversationId !== undefined && replyId !== undefined) {
      this.#client.stop(conversationId, replyId).catch(() => stopping?.abort());
    }
  }

  #answer(
    view: AnswerView,
    textSoFar: string,
    run: (hooks: Parameters<ChatClient["send"]>[1]) => Promise<void>,
    again?: () => void,
  ): void {
    this.#following?.abort();
    const stopping = new AbortController();
    const answer = new Answer(view, textSoFar);
    this.#stopping = stopping;
    this.#wantsStop = false;
    this.#retry = undefined;
    hideNotice();
    withdrawAgain();
    setBusy(true);
    const hooks = {
      signal: stopping.signal,
      onEvent: (event: ChatEvent): void => this.#take(event, answer),
      onReconnect: (): void => setStatus("connecting", "Reconnecting…"),
    };
    run(hooks)
      .catch((cause: unknown) => this.#fail(cause, answer, stopping.signal, again))
      .finally(() => {
        this.#stopping = undefined;
        setBusy(false);
        this.#follow();
        this.#offerAgain();
      });
  }

  #take(event: ChatEvent, answer: Answer): void {
    setStatus("ready", "Online");
    if (event.type === "error" && this.#wantsStop) {
      // Stopped before its first word: nothing of it is kept, which the API calls an error.
      answer.end(stopped);
    } else {
      answer.take(event);
    }
    this.#remember(event);
    if (event.type === "conversation") {
      this.#saved.conversationId = event.conversationId;
      this.#position ??= event.cursor.split(".").slice(0, 2).join(".");
      restart.hidden = false;
      if (this.#wantsStop) {
        this.#askToStop(event.conversationId, event.cursor);
      }
    }
    if (event.type === "done" && event.manual === true) {
      this.#last = undefined;
      if (!isWithPerson) {
        addHappening("A person will answer here soon.");
      }
    }
    if (event.type === "done" || event.type === "error") {
      this.#settle();
      return;
    }
    const token = this.#client.visitorToken;
    this.#saved = {
      ...this.#saved,
      ...(token === undefined ? {} : { visitorToken: token }),
      cursor: event.cursor,
      partial: answer.text,
    };
    save(this.#saved);
  }

  #fail(cause: unknown, answer: Answer, signal: AbortSignal, again: (() => void) | undefined): void {
    if (signal.aborted) {
      answer.end(stopped);
      this.#settle();
      return;
    }
    const problem = cause instanceof ChatProblem ? cause : new ChatProblem("page_error", "", 0, false);
    answer.abandon();
    const lost = this.#lost();
    if (lost !== undefined) {
      // It goes on without us: following shows it when it comes, in the place of what there is of it.
      this.#shown.delete(lost);
      this.#missing = this.#saved.renewing === true ? undefined : this.#last;
    }
    const isAway = problem.retryable && problem.status !== 429;
    setStatus(isAway ? "away" : "ready", isAway ? "Offline" : "Online");
    this.#retry = again;
    restart.hidden = restart.hidden && problem.status !== 401;
    showNotice(wordsFor(problem), again !== undefined);
  }

  // The answer that was still coming when its stream ended.
  #lost(): string | undefined {
    return this.#saved.cursor === undefined ? undefined : replyOf(this.#saved.cursor);
  }

  // What the page shows by its answers, following must not show again.
  #remember(event: ChatEvent): void {
    const question = event.type === "conversation" ? event.message.id : undefined;
    const reply = event.type === "done" ? event.message?.id : replyOf(event.cursor);
    for (const id of [question, reply]) {
      if (id !== undefined) {
        this.#shown.add(id);
      }
    }
  }

  // What people write, and what is asked in another tab, comes without a question. While an answer is coming, what the
  // others say waits.
  #follow(): void {
    const { conversationId } = this.#saved;
    const position = this.#position;
    this.#following?.abort();
    if (conversationId === undefined || position === undefined) {
      return;
    }
    const following = new AbortController();
    this.#following = following;
    const hooks = {
      signal: following.signal,
      onMessage: (message: Message, behind: string): void => {
        this.#position = behind;
        if (this.#shown.has(message.id)) {
          return;
        }
        this.#shown.add(message.id);
        if (typeof message.clientMessageId === "string" && this.#shown.has(message.clientMessageId)) {
          // It had arrived after all: its answer comes, and trying again would ask for nothing.
          this.#retry = undefined;
          hideNotice();
          return;
        }
        if (message.id === this.#lost()) {
          this.#settle();
          this.#retry = undefined;
          hideNotice();
        }
        this.#show(message);
      },
      onReconnect: (attempt: number): void => {
        if (attempt > 0) {
          setStatus("connecting", "Reconnecting…");
        }
      },
      onConnected: (): void => setStatus("ready", "Online"),
    };
    this.#client.follow(conversationId, position, hooks).catch(() => setStatus("away", "Offline"));
  }

  #offerEarlier(position: string | undefined): void {
    this.#earlier = position;
    earlier.hidden = position === undefined;
  }

  #show(message: Message): void {
    if (message.type === "event") {
      note(message.event?.status ?? "");
    }
    const isCustomers = message.author.kind === "visitor" || message.author.kind === "user";
    this.#question = isCustomers ? message.text : this.#question;
    if (typeof message.supersedes === "string" && this.#last !== undefined) {
      if (message.state !== "interrupted") {
        fill(this.#last.renew(), message);
      }
      return;
    }
    if (message.author.kind === "ai") {
      this.#missing?.remove();
      this.#missing = undefined;
    }
    const view = show(message);
    if (message.type !== "event" || isWithPerson) {
      withdrawAgain();
      this.#last = message.author.kind === "ai" ? view : undefined;
    }
  }

  // A last question whose answer failed has nothing behind it in the log.
  #showMissing(messages: readonly Message[]): void {
    const kind = messages.filter((message) => message.type !== "event").at(-1)?.author.kind;
    if ((kind === "visitor" || kind === "user") && !isWithPerson && !isWaiting) {
      this.#missing = addAnswer();
      this.#missing.finish("", "This was not answered.");
      this.#last = this.#missing;
    }
  }

  // Only the AI answers again, and only the last question.
  #offerAgain(): void {
    if (this.#stopping === undefined && !isWithPerson && this.#retry === undefined) {
      this.#last?.offerAgain(() => this.regenerate());
    }
  }

  #settle(): void {
    const { visitorToken, conversationId } = this.#saved;
    this.#saved = {
      ...(visitorToken === undefined ? {} : { visitorToken }),
      ...(conversationId === undefined ? {} : { conversationId }),
    };
    save(this.#saved);
  }
}
