using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Replies;

/// <summary>How a reply is to be made.</summary>
/// <param name="KnowledgeOnly">From the knowledge base alone, by quoting.</param>
/// <param name="Typing">Shown as somebody would type it; null: as it comes.</param>
internal sealed record ReplyManner(bool KnowledgeOnly, TypingSimulation? Typing);
