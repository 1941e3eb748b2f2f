using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.CustomerPresence;

/// <summary>Who is there is the company's business.</summary>
internal sealed record PresenceForbidden()
    : Forbidden("presence_forbidden", "This needs an agent's token or a secret key.");

/// <summary>Redis is away, and the customer not on a screen of this instance.</summary>
internal sealed record PresenceUnknown()
    : Unavailable("presence_unknown", "Whether the customer is there cannot be told at the moment. Try again.");
