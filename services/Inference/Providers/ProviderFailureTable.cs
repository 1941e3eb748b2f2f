namespace Chat.Inference.Providers;

/// <summary>What callers are told of each failure: the one mapping from kind to code, sentence and advice.</summary>
internal static class ProviderFailureTable
{
    /// <summary>The row of one kind.</summary>
    /// <param name="Code">Stable code of <c>chat.inference.v1.ReplyError</c>.</param>
    /// <param name="Message">A sentence for developers, without anything the provider said.</param>
    /// <param name="Retryable">Whether asking again can help.</param>
    internal sealed record Row(string Code, string Message, bool Retryable);

    /// <summary>Looks a kind up.</summary>
    public static Row For(ProviderFailureKind kind) =>
        kind switch
        {
            ProviderFailureKind.Unreachable => new("provider_unreachable", "The AI provider cannot be reached.", true),
            ProviderFailureKind.FirstTokenTimeout => new("provider_timeout", "The AI provider did not answer.", true),
            ProviderFailureKind.IdleTimeout => new("provider_timeout", "The AI provider fell silent.", true),
            ProviderFailureKind.RateLimited => new(
                "provider_rate_limited",
                "The AI provider's limit is reached.",
                true
            ),
            ProviderFailureKind.Overloaded => new("provider_error", "The AI provider is overloaded or broken.", true),
            ProviderFailureKind.Unauthorized => new(
                "provider_unauthorized",
                "The AI provider refuses the configured key.",
                false
            ),
            ProviderFailureKind.Rejected => new("provider_rejected", "The AI provider refuses the request.", false),
            ProviderFailureKind.CutOff => new("provider_error", "The AI provider's answer was cut off.", true),
            ProviderFailureKind.Malformed => new("provider_error", "The AI provider's answer is malformed.", true),
            ProviderFailureKind.Empty => new("provider_empty", "The AI provider answered nothing.", true),
            ProviderFailureKind.ContentFiltered => new(
                "provider_content_filtered",
                "The AI provider's content filter refused the answer.",
                false
            ),
            ProviderFailureKind.Refused => new("provider_refused", "The AI provider refused to answer.", false),
            ProviderFailureKind.CircuitOpen => new(
                "provider_unavailable",
                "The AI provider failed repeatedly and is given a rest.",
                true
            ),
            ProviderFailureKind.TooManyToolRounds => new(
                "provider_error",
                "The AI went on calling tools instead of answering.",
                true
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Every kind of failure needs a row."),
        };
}
