namespace Chat.Inference.Providers.Recovery;

/// <summary>An answer that has begun, or the failure to get one to begin.</summary>
/// <param name="First">Its first event that is neither usage nor a sign of life: text, a tool call, the end or a failure.</param>
/// <param name="Usage">What the provider counted before that; null: nothing.</param>
/// <param name="Rest">What follows; null after a failure.</param>
internal readonly record struct OpenedAnswer(
    ProviderEvent First,
    ProviderUsage? Usage,
    IAsyncEnumerator<ProviderEvent>? Rest
)
{
    /// <summary>It failed, and another try of the same provider follows.</summary>
    public bool IsRetried { get; init; }

    /// <summary>The failure; null: it has begun.</summary>
    public ProviderFailure? Failure => (First as ProviderFailed)?.Failure;

    /// <summary>No answer yet: the provider is being asked again.</summary>
    public static OpenedAnswer TriedAgain => new(ProviderTriedAgain.Instance, null, null);

    /// <summary>No answer.</summary>
    public static OpenedAnswer Failed(ProviderFailure failure) => new(new ProviderFailed(failure), null, null);
}
