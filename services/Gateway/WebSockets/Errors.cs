using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>The id names a subscription that stands already.</summary>
internal sealed record SubscriptionExists() : Conflict("subscription_exists", "There is a subscription with this id.");

/// <summary>The id names none.</summary>
internal sealed record SubscriptionUnknown()
    : NotFound("subscription_not_found", "There is no subscription with this id.");

/// <summary>The socket follows as many conversations as it may.</summary>
internal sealed record TooManySocketSubscriptions()
    : RateLimited(
        "too_many_subscriptions",
        "The socket follows as many conversations as it may.",
        TimeSpan.FromSeconds(1)
    );

/// <summary>Too many answers are under way for this socket.</summary>
internal sealed record TooManyReplies()
    : RateLimited("too_many_replies", "Wait for an answer before the next message.", TimeSpan.FromSeconds(1));

/// <summary>Whoever shows this credential is nobody who could write.</summary>
internal sealed record SenderRequired()
    : Forbidden("sender_required", "Messages are sent with a token of a visitor, user or agent, or with a secret key.");

/// <summary>Only the company's backend may speak for others, and name conversations by ids of its own.</summary>
internal sealed record SecretKeyOnly()
    : Forbidden("secret_key_required", "The fields `author` and `externalId` need a secret key.");

/// <summary>Only customers begin conversations without naming them.</summary>
internal sealed record ConversationRequired() : Invalid([], "conversation_required", "Name the conversation.");

/// <summary>A frame whose fields cannot be used; <paramref name="FrameId"/> is its id, when it has one.</summary>
internal sealed record FrameInvalid(IReadOnlyList<FieldFault> Faults, string FrameId) : Invalid(Faults);

/// <summary>The principal uses the command too often.</summary>
internal sealed record TooManyCommands(TimeSpan Wait)
    : RateLimited("rate_limited", "Too many commands of this kind. Wait before the next one.", Wait);

/// <summary>Who a socket is does not change.</summary>
internal sealed record AnotherCaller()
    : Forbidden("another_caller", "The credential is another caller's: open another socket for it.");

/// <summary>The agent has another role than when it came in.</summary>
internal sealed record RoleChanged()
    : Unauthenticated("role_changed", "Your role has changed: open another socket, the same token will do.");

/// <summary>The principal has as many sockets as it may.</summary>
internal sealed record TooManyPrincipalSockets()
    : RateLimited("too_many_sockets", "You have too many open sockets. Close one of them.", TimeSpan.FromSeconds(1));

/// <summary>The client's address has as many sockets as it may.</summary>
internal sealed record TooManyAddressSockets()
    : RateLimited("too_many_sockets", "Your address has too many open sockets.", TimeSpan.FromSeconds(1));

/// <summary>This instance carries as many sockets as it may.</summary>
internal sealed record TooManySockets()
    : Unavailable("too_many_sockets", "This server has as many sockets as it can. Try again.");
