using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Limits;

/// <summary>This instance carries as many streams as it may.</summary>
internal sealed record TooManyStreams()
    : RateLimited("too_many_streams", "The server has too many open streams.", TimeSpan.FromSeconds(1));

/// <summary>The visitor has as many streams as it may.</summary>
internal sealed record TooManyVisitorStreams()
    : RateLimited("too_many_streams", "The visitor has too many open streams.", TimeSpan.FromSeconds(1));

/// <summary>The client's address has as many streams as it may.</summary>
internal sealed record TooManyAddressStreams()
    : RateLimited("too_many_streams", "Your address has too many open streams.", TimeSpan.FromSeconds(1));
