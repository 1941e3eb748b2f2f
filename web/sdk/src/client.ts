import { backoff } from "./backoff.js";
import { ChatProblem } from "./problem.js";
import { pump, Watchdog } from "./streams.js";
import { toChatEvent, type ChatEvent, type Message } from "./wire.js";

/** What a client is made with. */
export interface ChatClientOptions {
  /** The gateway's origin; empty for the page's own. */
  readonly baseUrl?: string;
  /** A publishable key, used until there is a visitor token. */
  readonly publishableKey: string;
  /** A visitor token from an earlier visit. */
  readonly visitorToken?: string;
  /** Silence on a stream after which it counts as broken; the server sends a comment every 15 s. Default 40 s. */
  readonly silenceLimit?: number;
  /** Tries to resume before an answer is given up. Default 6. */
  readonly maxResumes?: number;
  /** For tests. */
  readonly fetch?: typeof fetch;
  /** For tests: waits; rejects when the signal is aborted. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** A message to send. */
export interface SendRequest {
  readonly message: string;
  readonly conversationId?: string;
  readonly clientMessageId: string;
  /**
   * Answers the last question of the conversation again; the message counts only where there is none. The server knows no
   * repetition of it: a try that was not heard to be accepted is not made again, but fails.
   */
  readonly regenerate?: boolean;
  readonly locale?: string;
  readonly page?: { readonly url: string; readonly title?: string };
}

/** What a caller learns besides the events. */
export interface SendHooks {
  /** Stops the answer. */
  readonly signal: AbortSignal;
  /** Each event, in order, once. */
  readonly onEvent: (event: ChatEvent) => void;
  /** The connection was lost and is being opened again. */
  readonly onReconnect?: (attempt: number) => void;
}

/** What a follower learns. */
export interface FollowHooks {
  /** Ends it. */
  readonly signal: AbortSignal;
  /**
   * Each message behind the position, in order; after a rebuilt log also those that were seen before. With the position
   * behind it, to follow from another time.
   */
  readonly onMessage: (message: Message, position: string) => void;
  /** The connection was lost and is being opened again. */
  readonly onReconnect?: (attempt: number) => void;
  /** The connection stands. */
  readonly onConnected?: () => void;
}

/** What was said in a conversation so far, and where that ends. */
export interface History {
  readonly messages: readonly Message[];
  /** Behind the last of them, for {@link ChatClient.follow}. */
  readonly position: string;
}

/** The end of a conversation. */
export interface RecentHistory extends History {
  /** Where the messages before these end, for {@link ChatClient.earlier}; undefined when these are all. */
  readonly earlier?: string;
  /** The conversation's status; undefined when the messages are all there are, and tell it. */
  readonly status?: string;
}

/** A page of messages, as the server gives it. */
interface Page {
  readonly epoch: number;
  readonly data: readonly Message[];
  readonly nextCursor?: string | null;
}

/** A message on its way, until it was accepted; the same at each try. */
interface FirstRequest {
  readonly body: string;
  readonly idempotencyKey: string | undefined;
  /** The server would do it once more. */
  readonly isOnce: boolean;
}

/** Most messages of one call. */
const pageSize = 100;

const endsTheStreamAlone = new Set([
  "unavailable",
  "deadline_exceeded",
  "server_stopping",
  "reply_silent",
  "token_invalid",
]);

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(new DOMException("Aborted", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", abort, { once: true });
  });
}

/** Sends messages and reads their answers; resumes broken streams with the last cursor, so that nothing is asked twice. */
export class ChatClient {
  readonly #options: ChatClientOptions;
  #visitorToken: string | undefined;

  constructor(options: ChatClientOptions) {
    this.#options = options;
    this.#visitorToken = options.visitorToken;
  }

  /** Who the visitor is; to be kept for the next visit. */
  get visitorToken(): string | undefined {
    return this.#visitorToken;
  }

  /** Sends a message and reads its answer to the end. */
  async send(request: SendRequest, hooks: SendHooks): Promise<void> {
    // Where there is no conversation yet, only this key lets a retry find the one the first try began.
    const idempotencyKey = request.conversationId === undefined ? crypto.randomUUID() : undefined;
    const first = { body: JSON.stringify(request), idempotencyKey, isOnce: request.regenerate === true };
    await this.#run(first, undefined, request.conversationId, hooks);
  }

  /** Reads the rest of an answer, from the cursor of the last event that was seen. */
  async resume(conversationId: string, cursor: string, hooks: SendHooks): Promise<void> {
    await this.#run(undefined, cursor, conversationId, hooks);
  }

  /** Stops an answer: what there is of it is kept, and its stream ends with `done`. False: it was over already. */
  async stop(conversationId: string, replyId: string): Promise<boolean> {
    const response = await this.#fetch(`/v1/conversations/${conversationId}/replies/${replyId}/stop`, {
      method: "POST",
      headers: this.#headers(),
      // Reaches the server also when the page is being left.
      keepalive: true,
    });
    if (!response.ok) {
      throw await ChatProblem.from(response);
    }
    return ((await response.json()) as { stopping: boolean }).stopping;
  }

  /** All messages of a conversation, or those behind a position, oldest first, in calls of 100 each. */
  async messages(conversationId: string, signal: AbortSignal, behind?: string): Promise<History> {
    return this.#rest(conversationId, await this.#page(conversationId, behind, signal), behind, signal);
  }

  /** The last 100 messages or a few more, oldest first: however long the conversation is, it takes three calls. */
  async recent(conversationId: string, signal: AbortSignal): Promise<RecentHistory> {
    const first = await this.#page(conversationId, undefined, signal);
    if (typeof first.nextCursor !== "string") {
      return this.#rest(conversationId, first, undefined, signal);
    }
    const { epoch, lastSequence, status } = await this.#get<{ epoch: number; lastSequence: number; status: string }>(
      `/v1/conversations/${conversationId}`,
      signal,
    );
    const behind = Math.max(0, lastSequence - pageSize);
    const history = await this.messages(conversationId, signal, `${epoch}.${behind}`);
    return { ...history, status, ...(behind > 0 ? { earlier: `${epoch}.${behind}` } : {}) };
  }

  /** The 100 messages up to a position, oldest first; fewer where some are not for the caller. */
  async earlier(conversationId: string, upTo: string, signal: AbortSignal): Promise<Omit<RecentHistory, "status">> {
    const last = Number(upTo.split(".")[1]);
    const behind = Math.max(0, last - pageSize);
    const page = await this.#page(conversationId, `${upTo.split(".")[0]}.${behind}`, signal);
    const messages = page.data.filter((message) => message.sequence <= last);
    return { messages, position: upTo, ...(behind > 0 ? { earlier: `${page.epoch}.${behind}` } : {}) };
  }

  async #rest(
    conversationId: string,
    first: Page,
    behind: string | undefined,
    signal: AbortSignal,
  ): Promise<History> {
    const messages = [...first.data];
    let page = first;
    while (typeof page.nextCursor === "string") {
      page = await this.#page(conversationId, page.nextCursor, signal);
      messages.push(...page.data);
    }
    return { messages, position: `${page.epoch}.${messages.at(-1)?.sequence ?? behind?.split(".")[1] ?? 0}` };
  }

  #page(conversationId: string, cursor: string | undefined, signal: AbortSignal): Promise<Page> {
    const after = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    return this.#get(`/v1/conversations/${conversationId}/messages?limit=${pageSize}${after}`, signal);
  }

  async #get<T>(path: string, signal: AbortSignal): Promise<T> {
    const response = await this.#fetch(path, { headers: this.#headers(), signal });
    if (!response.ok) {
      throw await ChatProblem.from(response);
    }
    return (await response.json()) as T;
  }

  /**
   * Gives the messages of a conversation behind a position as they are stored, whoever writes them, until the signal is
   * aborted. Opens a lost connection again by itself; throws what that cannot mend.
   */
  async follow(conversationId: string, position: string, hooks: FollowHooks): Promise<void> {
    const state = { cursor: position };
    let before: string;
    for (let attempt = 0; ; attempt = state.cursor === before ? attempt + 1 : 0) {
      before = state.cursor;
      try {
        await this.#follow(conversationId, state, hooks);
      } catch (cause) {
        // Aborted, it throws as well; that is told by the signal.
        if (!hooks.signal.aborted && !this.#asProblem(cause, hooks.signal).retryable) {
          throw cause;
        }
      }
      if (hooks.signal.aborted) {
        return;
      }
      hooks.onReconnect?.(attempt);
      await (this.#options.wait ?? sleep)(backoff(attempt), hooks.signal).catch(() => undefined);
    }
  }

  async #follow(conversationId: string, state: { cursor: string }, hooks: FollowHooks): Promise<void> {
    const watchdog = new Watchdog(this.#options.silenceLimit ?? 40_000, hooks.signal);
    try {
      const response = await this.#fetch(`/v1/conversations/${conversationId}/events`, {
        headers: { ...this.#headers(), "Last-Event-ID": state.cursor },
        signal: watchdog.signal,
      });
      if (!response.ok || response.body === null) {
        throw await ChatProblem.from(response);
      }
      hooks.onConnected?.();
      await pump(response.body, watchdog, ({ name, data, id }) => {
        if (name === "message") {
          hooks.onMessage(JSON.parse(data) as Message, id);
        }
        if (id !== "") {
          state.cursor = id;
        }
        return false;
      });
    } finally {
      watchdog.stop();
    }
  }

  async #run(
    first: FirstRequest | undefined,
    cursor: string | undefined,
    conversationId: string | undefined,
    hooks: SendHooks,
  ): Promise<void> {
    const state = { cursor, conversationId, ended: false };
    for (let attempt = 0; ; attempt++) {
      const before = state.cursor;
      try {
        await this.#stream(first, state, hooks);
        if (state.ended) {
          return;
        }
        throw new ChatProblem("stream_broken", "The connection was lost.", 0, true);
      } catch (cause) {
        const problem = this.#asProblem(cause, hooks.signal);
        // Progress makes the line good again: only tries in a row without any count.
        attempt = state.cursor === before ? attempt : 0;
        const isUnheard = first?.isOnce === true && state.cursor === undefined;
        // Who was refused for asking too often must not go on asking: that is for the visitor to know.
        if (!problem.retryable || isUnheard || problem.status === 429 || attempt >= (this.#options.maxResumes ?? 6)) {
          throw problem;
        }
      }
      hooks.onReconnect?.(attempt);
      await (this.#options.wait ?? sleep)(backoff(attempt), hooks.signal);
    }
  }

  async #stream(
    first: FirstRequest | undefined,
    state: { cursor: string | undefined; conversationId: string | undefined; ended: boolean },
    hooks: SendHooks,
  ): Promise<void> {
    const isResume = state.cursor !== undefined && state.conversationId !== undefined;
    const headers = this.#headers();
    if (isResume && state.cursor !== undefined) {
      headers["Last-Event-ID"] = state.cursor;
    } else if (first?.idempotencyKey !== undefined) {
      headers["Idempotency-Key"] = first.idempotencyKey;
    }
    const watchdog = new Watchdog(this.#options.silenceLimit ?? 40_000, hooks.signal);
    try {
      const response = await this.#fetch("/v1/chat", {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json" },
        body: isResume ? JSON.stringify({ conversationId: state.conversationId }) : (first?.body ?? "{}"),
        signal: watchdog.signal,
      });
      if (!response.ok || response.body === null) {
        throw await ChatProblem.from(response);
      }
      await this.#read(response.body, state, hooks, watchdog);
    } finally {
      watchdog.stop();
    }
  }

  async #read(
    stream: ReadableStream<Uint8Array>,
    state: { cursor: string | undefined; conversationId: string | undefined; ended: boolean },
    hooks: SendHooks,
    watchdog: Watchdog,
  ): Promise<void> {
    await pump(stream, watchdog, ({ name, data, id }) => {
      const event = toChatEvent(name, data, id);
      if (event !== undefined) {
        this.#take(event, state, hooks);
      }
      return state.ended;
    });
  }

  #take(
    event: ChatEvent,
    state: { cursor: string | undefined; conversationId: string | undefined; ended: boolean },
    hooks: SendHooks,
  ): void {
    if (event.type === "error" && endsTheStreamAlone.has(event.code) && state.conversationId !== undefined) {
      // The answer goes on without this stream: coming back is ours to do, not the page's, where it helps. Of an answer
      // that failed there is no rest, whether or not asking again would help.
      throw new ChatProblem(event.code, event.message, 0, event.retryable);
    }
    state.cursor = event.cursor;
    if (event.type === "conversation") {
      state.conversationId = event.conversationId;
      this.#visitorToken = event.visitorToken ?? this.#visitorToken;
    }
    state.ended = event.type === "done" || event.type === "error";
    hooks.onEvent(event);
  }

  #asProblem(cause: unknown, signal: AbortSignal): ChatProblem {
    if (signal.aborted) {
      throw cause;
    }
    return cause instanceof ChatProblem
      ? cause
      : new ChatProblem("network_error", "The server could not be reached.", 0, true);
  }

  #headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#visitorToken ?? this.#options.publishableKey}` };
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    return (this.#options.fetch ?? fetch)(`${this.#options.baseUrl ?? ""}${path}`, init);
  }
}
