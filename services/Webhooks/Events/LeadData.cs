namespace Chat.Webhooks.Events;

/// <summary>A lead, as endpoints receive it.</summary>
internal sealed record LeadData
{
    /// <summary>The lead's id, a UUID.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>The customer's own id of the conversation.</summary>
    public string? ExternalId { get; init; }

    public required string Name { get; init; }

    /// <summary>An email address; not verified.</summary>
    public required string Email { get; init; }

    public string? Company { get; init; }

    public string? Phone { get; init; }

    /// <summary>What they want.</summary>
    public required string ProjectDetails { get; init; }

    /// <summary>True when they were cut to keep the body under 20 KB; the API has all of them.</summary>
    public bool? ProjectDetailsTruncated { get; init; }

    /// <summary>Where the lead comes from, for example <c>chatcops-widget</c>.</summary>
    public required string Source { get; init; }

    /// <summary>When it was stored; RFC 3339, UTC.</summary>
    public required DateTimeOffset CapturedAt { get; init; }
}
