namespace Chat.Inference.Providers;

/// <summary>One step of a provider's answer.</summary>
internal abstract record ProviderEvent;

/// <summary>More text; never empty.</summary>
internal sealed record ProviderDelta(string Text) : ProviderEvent;

/// <summary>Tokens as the provider counted them.</summary>
internal sealed record ProviderUsage(long InputTokens, long OutputTokens) : ProviderEvent;

/// <summary>The answer is whole, or as whole as the reason says.</summary>
/// <param name="Reason">Why the provider stopped.</param>
/// <param name="Model">The model that answered, as the provider names it; null: the one asked for.</param>
internal sealed record ProviderCompleted(StopReason Reason, string? Model) : ProviderEvent;

/// <summary>The answer cannot go on.</summary>
internal sealed record ProviderFailed(ProviderFailure Failure) : ProviderEvent;
