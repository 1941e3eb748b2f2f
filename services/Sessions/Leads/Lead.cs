namespace Chat.Sessions.Leads;

/// <summary>Somebody who wants to hear from the company. Never changes.</summary>
internal sealed record Lead
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required LeadDetails Details { get; init; }

    /// <summary>To the microsecond, as the database keeps it.</summary>
    public required DateTime CapturedAt { get; init; }
}
