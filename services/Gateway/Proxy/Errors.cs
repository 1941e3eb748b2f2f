using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Proxy;

/// <summary>The service that owns the resource cannot be reached.</summary>
internal sealed record ServiceAway()
    : Unavailable("service_unavailable", "The service is not available now. Try again.");

/// <summary>The body is larger than any that this resource takes.</summary>
internal sealed record BodyTooLarge(long MaxBytes)
    : TooLarge("body_too_large", $"The body may have at most {MaxBytes} bytes.");

/// <summary>A publishable key alone is nobody.</summary>
internal sealed record VisitorRequired()
    : Forbidden("visitor_required", "This resource needs a visitor's or a user's token, or a secret key.");

/// <summary>It is about the caller, and only visitors and users are somebody.</summary>
internal sealed record PersonRequired()
    : Forbidden("visitor_required", "This resource needs a visitor's or a user's token.");

/// <summary>No such address.</summary>
internal sealed record UnknownPath() : NotFound("not_found", "There is nothing at this address.");
