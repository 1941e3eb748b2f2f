namespace Chat.Inference.Providers;

/// <summary>Why a provider stopped without failing.</summary>
internal enum StopReason
{
    /// <summary>It had said everything.</summary>
    EndOfTurn,

    /// <summary>The token limit was reached; the text ends in mid-air.</summary>
    Length,

    /// <summary>The provider's content filter cut the text off.</summary>
    ContentFilter,

    /// <summary>The provider or its model refused to go on; the text ends in mid-air.</summary>
    Refusal,

    /// <summary>It waits for the results of the <see cref="ProviderToolCall"/>s it made; the text may be empty.</summary>
    ToolUse,
}
