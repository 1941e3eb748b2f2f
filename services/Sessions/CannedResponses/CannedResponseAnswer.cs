namespace Chat.Sessions.CannedResponses;

/// <summary>A canned response, as REST shows it.</summary>
internal sealed record CannedResponseAnswer
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }

    /// <summary>With its variables.</summary>
    public required string Body { get; init; }

    public required string Category { get; init; }
    public required string? Shortcut { get; init; }

    /// <summary>Small ones come first.</summary>
    public required int Position { get; init; }

    /// <summary>Offered to agents.</summary>
    public required bool Active { get; init; }

    /// <summary>The ETag is `"&lt;version&gt;"`.</summary>
    public required long Version { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Id of the agent or key who made it.</summary>
    public required string CreatedBy { get; init; }

    public static CannedResponseAnswer From(CannedResponse response) =>
        new()
        {
            Id = response.Id,
            Title = response.Text.Title,
            Body = response.Text.Body,
            Category = response.Text.Category,
            Shortcut = response.Text.Shortcut,
            Position = response.Text.Position,
            Active = response.Text.Active,
            Version = response.Version,
            CreatedAt = response.CreatedAt,
            UpdatedAt = response.UpdatedAt,
            CreatedBy = response.CreatedBy,
        };
}
