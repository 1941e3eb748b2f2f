/** What survives a reload: who the visitor is, the conversation, and an answer that was under way. */
export interface Saved {
  visitorToken?: string;
  conversationId?: string;
  /** The id of the last event of an unfinished answer. */
  cursor?: string;
  /** Its text up to that event. */
  partial?: string;
  /** It is made in the place of the one before. */
  renewing?: boolean;
}

const key = "chat-demo";

/** Nothing is kept any more: the page is about to be loaded anew. */
let isForgotten = false;

/** Reads what was kept; nothing when storage is not available. */
export function load(): Saved {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof saved === "object" && saved !== null ? (saved as Saved) : {};
  } catch {
    return {};
  }
}

/** Keeps it; a browser that forbids storage just forgets at the next reload. */
export function save(saved: Saved): void {
  if (isForgotten) {
    return;
  }
  try {
    localStorage.setItem(key, JSON.stringify(saved));
  } catch {
    return;
  }
}

/** Forgets everything, and what an answer that is still coming would have kept until the page is gone. */
export function clear(): void {
  isForgotten = true;
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}
