using Chat.Sessions.Labels;

namespace Chat.Sessions.Conversations;

/// <summary>Which conversations are listed, and how; what is null or empty does not matter.</summary>
internal sealed record ConversationFilter
{
    public IReadOnlyList<ConversationStatus> Statuses { get; init; } = [];

    /// <summary>Words that must all be in its subject or its customer's name and email, or begin words there.</summary>
    public string? Query { get; init; }

    /// <summary>Its name, of the company's or of whoever began it.</summary>
    public string? ExternalId { get; init; }
    public ConversationMode? Mode { get; init; }
    public ConversationPriority? Priority { get; init; }
    public string? Channel { get; init; }
    public Guid? AssignedAgentId { get; init; }
    public Guid? CustomerId { get; init; }
    public string? Tag { get; init; }
    public TrainingLabel? Label { get; init; }
    public string? UserCategory { get; init; }
    public Guid? TeamId { get; init; }
    public string? Department { get; init; }
    public DateTime? CreatedSince { get; init; }
    public DateTime? CreatedBefore { get; init; }
    public DateTime? UpdatedSince { get; init; }

    /// <summary>It asks for what the company files conversations by.</summary>
    public bool IsOfCompany =>
        Query is not null
        || Tag is not null
        || Label is not null
        || UserCategory is not null
        || TeamId is not null
        || Department is not null;

    public ConversationSort Sort { get; init; }
    public ConversationCursor? Cursor { get; init; }
    public required int Limit { get; init; }
}
