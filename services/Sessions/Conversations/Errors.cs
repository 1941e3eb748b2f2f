using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Conversations;

/// <summary>There is none, or it is not the caller's: the two must look alike.</summary>
internal sealed record ConversationNotFound() : NotFound("conversation_not_found", "There is no such conversation.");

/// <summary>The conversation takes no more messages.</summary>
internal sealed record ConversationClosed() : PreconditionFailed("conversation_closed", "The conversation is closed.");

/// <summary>The credential is not one that reads or writes conversations (a publishable key without a visitor).</summary>
internal sealed record ConversationsForbidden()
    : Forbidden("conversations_forbidden", "This credential does not give access to conversations.");

/// <summary>Visitors and users write as themselves only.</summary>
internal sealed record AuthorForbidden() : Forbidden("author_forbidden", "The author must be the token's own subject.");
