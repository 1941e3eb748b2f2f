namespace Chat.Sessions.Conversations;

/// <summary>What became of a change.</summary>
/// <param name="Conversation">As it stands now.</param>
/// <param name="Changed">False: it stood so already, nothing was written.</param>
internal sealed record ChangedConversation(ConversationState Conversation, bool Changed);
