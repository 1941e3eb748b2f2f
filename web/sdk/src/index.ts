export { backoff } from "./backoff.js";
export {
  ChatClient,
  type ChatClientOptions,
  type FollowHooks,
  type History,
  type RecentHistory,
  type SendHooks,
  type SendRequest,
} from "./client.js";
export { ChatProblem } from "./problem.js";
export { SseParser, type SseEvent } from "./sse-parser.js";
export {
  replyOf,
  toChatEvent,
  withoutSuperseded,
  type ChatEvent,
  type Citation,
  type ConversationHappening,
  type Message,
  type MessageHead,
} from "./wire.js";
