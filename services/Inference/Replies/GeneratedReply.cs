using Chat.Contracts.Sessions.V1;
using Chat.Inference.Providers;

namespace Chat.Inference.Replies;

/// <summary>What a generation made, however it ended.</summary>
internal sealed record GeneratedReply
{
    /// <summary>All of the text; empty when it ended before the first token.</summary>
    public required string Text { get; init; }

    /// <summary>Why it is not all the provider wanted to say; null: it is.</summary>
    public required string? Interruption { get; init; }

    /// <summary>The provider's failure, if that was it.</summary>
    public required ProviderFailure? Failure { get; init; }

    /// <summary>What it cost, failed tries apart.</summary>
    public required Usage Usage { get; init; }

    /// <summary>Tries that came to nothing and were paid for.</summary>
    public IReadOnlyList<FailedTry> FailedTries { get; init; } = [];
}
