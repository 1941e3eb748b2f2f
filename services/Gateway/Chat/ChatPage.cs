namespace Chat.Gateway.Chat;

/// <summary>The page a visitor is on: data for the model, never instructions.</summary>
internal sealed record ChatPage
{
    /// <summary>Absolute address, at most 2,000 characters.</summary>
    public required string Url { get; init; }

    /// <summary>At most 500 UTF-16 units.</summary>
    public string? Title { get; init; }

    /// <summary>At most 1,000 UTF-16 units.</summary>
    public string? Description { get; init; }

    /// <summary>Text of the page, at most 2,000 UTF-16 units.</summary>
    public string? ContentSnippet { get; init; }
}
