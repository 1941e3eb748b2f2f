using Chat.Sessions.Conversations;

namespace Chat.Sessions.Attachments;

/// <summary>A file somebody sends. Its bytes are kept apart, and are all there once <see cref="StoredAt"/> is set.</summary>
internal sealed record Attachment
{
    public required Guid TenantId { get; init; }
    public required Guid Id { get; init; }
    public required AuthorKind OwnerKind { get; init; }
    public required string OwnerId { get; init; }

    /// <summary>As its sender calls it; never part of a path.</summary>
    public required string FileName { get; init; }

    /// <summary>Media type, lower case, without parameters.</summary>
    public required string ContentType { get; init; }

    /// <summary>In bytes.</summary>
    public required int Size { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the room it was promised is given up; each part of its bytes puts it off.</summary>
    public required DateTimeOffset UploadUntil { get; init; }
    public DateTimeOffset? StoredAt { get; init; }
}
