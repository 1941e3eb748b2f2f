namespace Chat.Webhooks.Events;

/// <summary>Body of <c>lead.captured</c>. Members that have no value are left out.</summary>
/// <param name="Type">Always <c>lead.captured</c>.</param>
/// <param name="Timestamp">When the lead became durable; RFC 3339, UTC.</param>
/// <param name="Data">The lead.</param>
internal sealed record LeadCapturedBody(string Type, DateTimeOffset Timestamp, LeadData Data);

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
