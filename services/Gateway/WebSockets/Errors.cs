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

/// <summary>Secret keys follow; they do not write here.</summary>
internal sealed record VisitorOnly() : Forbidden("visitor_required", "Messages are sent with a visitor token.");

/// <summary>The socket is authenticated already.</summary>
internal sealed record AuthTwice() : Invalid([], "unexpected_auth", "The socket is authenticated already.");

/// <summary>This instance carries as many sockets as it may.</summary>
internal sealed record TooManySockets()
    : Unavailable("too_many_sockets", "This server has as many sockets as it can. Try again.");
