using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Conversations;

/// <summary>There is none, or it is not the caller's: the two must look alike.</summary>
internal sealed record ConversationNotFound() : NotFound("conversation_not_found", "There is no such conversation.");

/// <summary>The conversation takes no more messages.</summary>
internal sealed record ConversationClosed() : PreconditionFailed("conversation_closed", "The conversation is closed.")
{
    /// <summary>Which one, when only the store knew.</summary>
    public Guid? ConversationId { get; init; }
}

/// <summary>The credential is not one that reads or writes conversations (a publishable key without a visitor).</summary>
internal sealed record ConversationsForbidden()
    : Forbidden("conversations_forbidden", "This credential does not give access to conversations.");

/// <summary>Visitors, users and agents write as themselves only.</summary>
internal sealed record AuthorForbidden() : Forbidden("author_forbidden", "The author must be the token's own subject.");

/// <summary>Nobody can do that in this status.</summary>
internal sealed record TransitionRefused(ConversationAction Action, ConversationStatus Status)
    : PreconditionFailed(
        "transition_not_allowed",
        $"The action {ConversationNames.Of(Action)} is not possible while the conversation is {ConversationNames.Of(Status)}."
    );

/// <summary>Others may do that, not this caller.</summary>
internal sealed record TransitionForbidden(ConversationAction Action)
    : Forbidden("transition_forbidden", $"This credential may not {ConversationNames.Of(Action)} the conversation.");

/// <summary>Somebody else changed the conversation meanwhile.</summary>
internal sealed record RevisionConflict()
    : VersionMismatch("conversation_changed", "The conversation was changed meanwhile. Read it again.");

/// <summary>The owner may have one live conversation, and has another one.</summary>
internal sealed record LiveConversationExists()
    : Conflict("live_conversation_exists", "The customer has another live conversation.");

/// <summary>Internal messages and those of the system are the company's.</summary>
internal sealed record MessageKindForbidden()
    : Forbidden("message_kind_forbidden", "This credential writes public messages of its own only.");

/// <summary>How the company files a conversation is the company's business.</summary>
internal sealed record DetailsForbidden()
    : Forbidden("details_forbidden", "Only agents and secret keys change a conversation's details.");

/// <summary>What is archived never changes.</summary>
internal sealed record ConversationArchived()
    : PreconditionFailed("conversation_archived", "The conversation is archived.");

/// <summary>A company's conversation needs somebody whose it is.</summary>
internal sealed record OwnerForbidden()
    : Forbidden("owner_forbidden", "A visitor or user begins conversations of their own.");

/// <summary>Somebody else's conversation has this external id.</summary>
internal sealed record ExternalIdTaken()
    : Conflict("external_id_taken", "Another owner's conversation has this external id.");

/// <summary>The idempotency key began another owner's conversation.</summary>
internal sealed record IdempotencyKeyReused()
    : Conflict("idempotency_key_reused", "The Idempotency-Key was used for another owner's conversation.");

/// <summary>The owner's conversations end faster than one can be found.</summary>
internal sealed record ConversationBusy()
    : Unavailable("conversation_busy", "The conversation changes too fast. Try again.");
