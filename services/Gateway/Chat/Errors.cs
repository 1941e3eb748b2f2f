using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Chat;

/// <summary>A conversation is named, but not who writes in it.</summary>
internal sealed record VisitorTokenRequired()
    : Unauthenticated(
        "visitor_token_required",
        "To go on with a conversation send the visitor token that came with its first event, not the publishable key."
    );

/// <summary>Nobody else asks the AI in a visitor's name.</summary>
internal sealed record VisitorExpected()
    : Forbidden("visitor_required", "This is for visitors: it needs a visitor token or a key.");

/// <summary>The id of the last event is none of ours.</summary>
internal sealed record CursorMalformed()
    : Invalid([], "invalid_last_event_id", "Last-Event-ID must be the id of an event of this API.");

/// <summary>The id of the last event belongs to no reply.</summary>
internal sealed record CursorWithoutReply()
    : Invalid(
        [],
        "nothing_to_resume",
        "No reply was under way at this id. Read on with GET /v1/conversations/{id}/events."
    );

/// <summary>Inference ended the call without a word.</summary>
internal sealed record ReplyMissing() : Internal("internal_error", "The answer could not be made.");

/// <summary>The instance stops.</summary>
internal sealed record InstanceStopping()
    : Unavailable("server_stopping", "This server is being stopped. Send the request again.");

/// <summary>With a publishable key the idempotency key opens the visitor it brought into being.</summary>
internal sealed record IdempotencyKeyGuessable()
    : Invalid([new FieldFault(IdempotencyKey.Pointer, "format", Sentence)], "idempotency_key_guessable", Sentence)
{
    private const string Sentence =
        "With a publishable key the Idempotency-Key must be a random UUID (version 4, with hyphens): it gives access to "
        + "the conversation it begins.";
}

/// <summary>The key or id stands for another message already.</summary>
internal sealed record IdempotencyKeyReused()
    : Conflict(
        "idempotency_key_reused",
        "The Idempotency-Key or clientMessageId was used for a message with another text. Choose a new one."
    );

/// <summary>The key is too old to be given its visitor's token again.</summary>
internal sealed record IdempotencyKeyExpired()
    : Conflict("idempotency_key_expired", "The Idempotency-Key was used more than 24 hours ago. Choose a new one.");

/// <summary>The key has more characters than are taken.</summary>
internal sealed record IdempotencyKeyTooLong(int Limit)
    : Invalid(
        [new FieldFault(IdempotencyKey.Pointer, "length", $"Must have 1 to {Limit} characters.")],
        "idempotency_key_too_long",
        $"The Idempotency-Key may have at most {Limit} characters."
    );
