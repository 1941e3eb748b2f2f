namespace Chat.Sessions.CannedResponses;

/// <summary>What can be changed of a canned response.</summary>
internal sealed record CannedText
{
    public required string Title { get; init; }

    /// <summary>With variables like `{{customer.name}}`.</summary>
    public required string Body { get; init; }

    /// <summary>Empty: none.</summary>
    public required string Category { get; init; }

    /// <summary>What agents type behind `/`; unique whatever its case. Null: none.</summary>
    public required string? Shortcut { get; init; }

    /// <summary>Small ones come first.</summary>
    public required int Position { get; init; }

    /// <summary>Offered to agents.</summary>
    public required bool Active { get; init; }
}
