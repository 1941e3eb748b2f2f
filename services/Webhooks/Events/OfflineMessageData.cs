namespace Chat.Webhooks.Events;

/// <summary>What somebody left, as endpoints receive it.</summary>
internal sealed record OfflineMessageData
{
    /// <summary>The message's id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the visitor or user whose token it was left with.</summary>
    public string? SenderId { get; init; }

    public string? Name { get; init; }

    /// <summary>An email address; not verified.</summary>
    public required string Email { get; init; }

    public string? Phone { get; init; }

    public string? Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>True when the text was cut to keep the body under 20 KB; the API has all of it.</summary>
    public bool? TextTruncated { get; init; }

    /// <summary>The page it was left on.</summary>
    public string? PageUrl { get; init; }

    /// <summary>Further fields of the form.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>True when there was no room for the fields; the API has them.</summary>
    public bool? FieldsLeftOut { get; init; }

    /// <summary>When it was stored; RFC 3339, UTC.</summary>
    public required DateTimeOffset LeftAt { get; init; }
}
