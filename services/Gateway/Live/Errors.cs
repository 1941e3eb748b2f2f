using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Live;

/// <summary>No such conversation, or not the reader's: the two are not told apart.</summary>
internal sealed record ConversationNotFound() : NotFound("conversation_not_found", "There is no such conversation.");

/// <summary>Sessions did not accept the reader's identity.</summary>
internal sealed record ReaderRefused() : Unauthenticated("unauthenticated", "The credentials were not accepted.");

/// <summary>This instance follows as many conversations as it may.</summary>
internal sealed record TooManySubscriptions()
    : Unavailable("too_many_subscriptions", "This server follows as many conversations as it can. Try again.");

/// <summary>The log was rebuilt: what the reader has is worth nothing.</summary>
internal sealed record LogReset()
    : Conflict("log_reset", "The conversation's log was rebuilt. Read the conversation again from its beginning.");

/// <summary>The conversation's log cannot be read now.</summary>
internal sealed record LiveUnavailable()
    : Unavailable("live_unavailable", "The conversation cannot be followed now. Try again.");
