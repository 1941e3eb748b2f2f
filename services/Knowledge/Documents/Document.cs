namespace Chat.Knowledge.Documents;

/// <summary>A stored document; its content is in its chunks.</summary>
internal sealed class Document
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>See <see cref="SourceDocument.Key"/>; unique in the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Title to show.</summary>
    public required string Title { get; init; }

    /// <summary>Public address, or empty.</summary>
    public required string Url { get; init; }

    /// <summary>FAQ: the question; else empty.</summary>
    public required string Question { get; init; }

    /// <summary>See <see cref="SourceDocument.ContentHash"/>.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>When this content was stored, by the database's clock.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
