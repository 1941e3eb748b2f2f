using Chat.Sessions.Conversations;

namespace Chat.Sessions.Sla;

/// <summary>A conversation this instance is to judge.</summary>
/// <param name="Claimed">What its row says since then; another value: something happened meanwhile.</param>
internal readonly record struct DueConversation(ConversationKey Key, DateTime Claimed);
