namespace Chat.Sessions.Leads;

/// <summary>A lead, as REST shows it.</summary>
internal sealed record LeadAnswer
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required string Name { get; init; }

    /// <summary>As it was given; not verified.</summary>
    public required string Email { get; init; }

    public required string? Company { get; init; }
    public required string? Phone { get; init; }

    /// <summary>What they want.</summary>
    public required string ProjectDetails { get; init; }

    /// <summary>Where it comes from, for example `chatcops-widget`.</summary>
    public required string Source { get; init; }

    public required DateTime CapturedAt { get; init; }

    public static LeadAnswer From(Lead lead) =>
        new()
        {
            Id = lead.Id,
            ConversationId = lead.ConversationId,
            Name = lead.Details.Name,
            Email = lead.Details.Email,
            Company = NullIfEmpty(lead.Details.Company),
            Phone = NullIfEmpty(lead.Details.Phone),
            ProjectDetails = lead.Details.ProjectDetails,
            Source = lead.Details.Source,
            CapturedAt = lead.CapturedAt,
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
