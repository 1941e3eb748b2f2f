namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>The page a visitor is on.</summary>
internal sealed record ChatCopsPage
{
    /// <summary>Absolute address, any scheme.</summary>
    public required string Url { get; init; }

    /// <summary>At most 500 UTF-16 units; may be empty.</summary>
    public required string Title { get; init; }

    /// <summary>At most 1,000 UTF-16 units.</summary>
    public string? Description { get; init; }

    /// <summary>At most 2,000 UTF-16 units.</summary>
    public string? ContentSnippet { get; init; }
}
