using Chat.Inference.Prompts;

namespace Chat.Inference.Providers;

/// <summary>One step of a provider's answer.</summary>
internal abstract record ProviderEvent;

/// <summary>Another provider than the one asked answers from here on; comes before anything of its answer.</summary>
/// <param name="Name">Its name, as in <see cref="IChatProvider.Name"/>.</param>
/// <param name="Model">The model asked for.</param>
internal sealed record ProviderSwitched(string Name, string Model) : ProviderEvent;

/// <summary>A try came to nothing and another one follows; comes before anything of the answer.</summary>
/// <param name="Name">Who was asked, as in <see cref="IChatProvider.Name"/>.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Failure">Why it came to nothing.</param>
/// <param name="Usage">What the provider counted nevertheless; null: nothing.</param>
internal sealed record ProviderTryFailed(string Name, string Model, ProviderFailure Failure, ProviderUsage? Usage)
    : ProviderEvent;

/// <summary>The wait behind a <see cref="ProviderTryFailed"/> is over: the same provider is asked again.</summary>
internal sealed record ProviderTriedAgain : ProviderEvent
{
    /// <summary>The only one there is.</summary>
    public static readonly ProviderTriedAgain Instance = new();
}

/// <summary>More text; never empty.</summary>
internal sealed record ProviderDelta(string Text) : ProviderEvent;

/// <summary>
/// More of the answer came that is nothing to give yet: a piece of a tool call, or a thought. A sign of life, no content.
/// </summary>
internal sealed record ProviderProgress : ProviderEvent
{
    /// <summary>The only one there is.</summary>
    public static readonly ProviderProgress Instance = new();
}

/// <summary>The model wants a tool to be run; its arguments are complete.</summary>
internal sealed record ProviderToolCall(ToolCall Call) : ProviderEvent;

/// <summary>Tokens as the provider counted them for this one call to it; a later one replaces an earlier one.</summary>
/// <param name="InputTokens">All of the prompt, cached or not.</param>
/// <param name="OutputTokens">All that was generated, thinking and tool calls included; null: not counted yet.</param>
internal sealed record ProviderUsage(long InputTokens, long? OutputTokens) : ProviderEvent
{
    /// <summary>How many of the input came from the provider's cache; 0 when it does not say.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>How many of the input were written to the provider's cache; 0 when it does not say.</summary>
    public long CacheWriteTokens { get; init; }
}

/// <summary>The answer is whole, or as whole as the reason says.</summary>
/// <param name="Reason">Why the provider stopped.</param>
/// <param name="Model">The model that answered, as the provider names it; null: the one asked for.</param>
internal sealed record ProviderCompleted(StopReason Reason, string? Model) : ProviderEvent;

/// <summary>The answer cannot go on.</summary>
internal sealed record ProviderFailed(ProviderFailure Failure) : ProviderEvent;
