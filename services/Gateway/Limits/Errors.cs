using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Limits;

/// <summary>There are as many open streams as there may be: nothing was asked of anybody.</summary>
internal abstract record TooManyStreams(string Message)
    : RateLimited("too_many_streams", Message, TimeSpan.FromSeconds(1));

/// <summary>This instance carries as many streams as it may.</summary>
internal sealed record TooManyInstanceStreams() : TooManyStreams("The server has too many open streams.");

/// <summary>The visitor has as many streams as it may.</summary>
internal sealed record TooManyVisitorStreams() : TooManyStreams("The visitor has too many open streams.");

/// <summary>The client's address has as many streams as it may.</summary>
internal sealed record TooManyAddressStreams() : TooManyStreams("Your address has too many open streams.");
