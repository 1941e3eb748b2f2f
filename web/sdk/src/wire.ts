/** A passage an answer rests on. */
export interface Citation {
  readonly index: number;
  readonly title: string;
  readonly quote: string;
  readonly url?: string | null;
}

/** The head of a stored message. */
export interface MessageHead {
  readonly id: string;
  readonly sequence: number;
  readonly state?: "complete" | "interrupted";
  readonly interruptionReason?: string;
}

/** What happened to a conversation. */
export interface ConversationHappening {
  /** For example `assigned` or `statusChanged`. */
  readonly kind: string;
  /** The conversation's status since then. */
  readonly status?: string;
}

/** A stored message. */
export interface Message extends MessageHead {
  /** `text` when there is none; an `event` has no text but says what happened. */
  readonly type?: string;
  readonly event?: ConversationHappening | null;
  readonly text: string;
  /** What its sender called it. */
  readonly clientMessageId?: string | null;
  readonly author: { readonly kind: "visitor" | "user" | "agent" | "ai" | "system"; readonly displayName?: string | null };
  readonly citations?: readonly Citation[];
  /** The reply this one was made again for; it counts in the other's place once it is complete. */
  readonly supersedes?: string | null;
}

/**
 * The conversation as it is to be shown: a reply that was made again stands in the place of the first one if it is
 * complete, else the first one stays and the other is left out.
 */
export function withoutSuperseded(messages: readonly Message[]): readonly Message[] {
  const shown: Message[] = [];
  for (const message of messages) {
    if (typeof message.supersedes !== "string") {
      shown.push(message);
      continue;
    }
    const place = shown.findIndex((earlier) => earlier.id === message.supersedes);
    if (message.state !== "complete") {
      continue;
    }
    if (place < 0) {
      shown.push(message);
    } else {
      shown[place] = message;
    }
  }
  return shown;
}

/** What happens on a chat stream. `cursor` is the id to resume with. */
export type ChatEvent =
  | {
      readonly type: "conversation";
      readonly cursor: string;
      readonly conversationId: string;
      readonly visitorToken?: string;
      readonly message: MessageHead;
      readonly replyId?: string;
    }
  | { readonly type: "delta"; readonly cursor: string; readonly text: string; readonly offset: number }
  | ({ readonly type: "citation"; readonly cursor: string } & Citation)
  | { readonly type: "tool_started"; readonly cursor: string; readonly callId: string; readonly name: string }
  | {
      readonly type: "tool_finished";
      readonly cursor: string;
      readonly callId: string;
      readonly name: string;
      readonly ok: boolean;
    }
  | { readonly type: "lead"; readonly cursor: string; readonly leadId: string }
  | { readonly type: "usage"; readonly cursor: string }
  | { readonly type: "done"; readonly cursor: string; readonly message?: MessageHead; readonly manual?: boolean }
  | {
      readonly type: "error";
      readonly cursor: string;
      readonly code: string;
      readonly message: string;
      readonly retryable: boolean;
    };

/** The reply a cursor stands in (`epoch.sequence.replyId.offset`); undefined when it stands between messages. */
export function replyOf(cursor: string): string | undefined {
  return cursor.split(".")[2];
}

const types = new Set([
  "conversation",
  "delta",
  "tool_started",
  "tool_finished",
  "lead",
  "citation",
  "usage",
  "done",
  "error",
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads an event; undefined for one this version does not know. */
export function toChatEvent(name: string, data: string, id: string): ChatEvent | undefined {
  if (!types.has(name)) {
    return undefined;
  }
  const body: unknown = JSON.parse(data);
  return isRecord(body) ? ({ ...body, type: name, cursor: id } as unknown as ChatEvent) : undefined;
}
