namespace Chat.Inference.Providers;

/// <summary>What providers report; never a key, an address or any text. Event ids 2400 to 2499.</summary>
internal sealed partial class ProviderLog(ILogger<ProviderLog> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>A try failed.</summary>
    [LoggerMessage(
        EventId = 2400,
        Level = LogLevel.Warning,
        Message = "{Provider} ({Model}) failed before its first token: {Kind}, status {Status}, try {Try}."
    )]
    public partial void TryFailed(string provider, string model, ProviderFailureKind kind, int? status, int @try);

    /// <summary>The fallback is asked.</summary>
    [LoggerMessage(
        EventId = 2401,
        Level = LogLevel.Warning,
        Message = "{Fallback} ({Model}) takes over from {Provider} because of {Kind}."
    )]
    public partial void FallbackTakesOver(string fallback, string model, string provider, ProviderFailureKind kind);

    /// <summary>Too many tries failed.</summary>
    [LoggerMessage(
        EventId = 2402,
        Level = LogLevel.Warning,
        Message = "{Provider} ({Model}) failed so often that it is left alone for a while."
    )]
    public partial void BreakerOpened(string provider, string model);

    /// <summary>It answers again.</summary>
    [LoggerMessage(EventId = 2403, Level = LogLevel.Information, Message = "{Provider} ({Model}) answers again.")]
    public partial void BreakerClosed(string provider, string model);
}
