using Chat.Sessions.Labels;

namespace Chat.Sessions.Conversations;

/// <summary>Which conversations are listed, and how; what is null or empty does not matter.</summary>
internal sealed record ConversationFilter
{
    public IReadOnlyList<ConversationStatus> Statuses { get; init; } = [];
    public ConversationPriority? Priority { get; init; }
    public string? Channel { get; init; }
    public Guid? AssignedAgentId { get; init; }
    public Guid? CustomerId { get; init; }
    public string? Tag { get; init; }
    public TrainingLabel? Label { get; init; }
    public DateTime? UpdatedSince { get; init; }
    public ConversationSort Sort { get; init; }
    public ConversationCursor? Cursor { get; init; }
    public required int Limit { get; init; }
}
