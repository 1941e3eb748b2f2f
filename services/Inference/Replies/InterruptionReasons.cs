namespace Chat.Inference.Replies;

/// <summary>Reasons Inference gives for an INTERRUPTED message, or looks at; Sessions has more (<c>stopped</c>, ...).</summary>
internal static class InterruptionReasons
{
    /// <summary>The caller went away and wanted no grace.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The provider failed; see the reply's error event.</summary>
    public const string ProviderFailed = "provider_failed";

    /// <summary>The provider's token limit was reached.</summary>
    public const string MaxTokens = "max_tokens";

    /// <summary>The provider's content filter cut the text off.</summary>
    public const string ContentFilter = "content_filter";

    /// <summary>The provider or its model refused to go on.</summary>
    public const string Refused = "refused";

    /// <summary>A message cannot be longer.</summary>
    public const string TooLong = "too_long";

    /// <summary>This instance was told to stop.</summary>
    public const string ServerStopping = "server_stopping";

    /// <summary>An agent answers from now on: Sessions says so.</summary>
    public const string TakenOver = "taken_over";

    /// <summary>Somebody else got the right to speak.</summary>
    public const string LeaseLost = "lease_lost";
}
