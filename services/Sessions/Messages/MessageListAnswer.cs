namespace Chat.Sessions.Messages;

/// <summary>A page of a conversation's messages, ascending, as REST shows it.</summary>
internal sealed record MessageListAnswer
{
    /// <summary>The log's epoch; another one than before means that everything must be fetched again.</summary>
    public required long Epoch { get; init; }

    public required IReadOnlyList<MessageAnswer> Data { get; init; }

    /// <summary>`cursor` of the next page (`epoch.sequence`); null on the last one.</summary>
    public required string? NextCursor { get; init; }

    public required bool HasMore { get; init; }
}
