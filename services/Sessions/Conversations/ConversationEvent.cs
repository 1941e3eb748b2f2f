namespace Chat.Sessions.Conversations;

/// <summary>
/// One change and how the conversation stands behind it, as it is stored in the log. Which of the optional fields are set
/// is stated in chat.sessions.v1.ConversationEvent, field by field.
/// </summary>
internal sealed record ConversationEvent
{
    public required ConversationEventKind Kind { get; init; }
    public required Author Actor { get; init; }

    // Set when the change is made: how things stand behind it.
    public ConversationStatus Status { get; init; }
    public ConversationMode Mode { get; init; }
    public Guid? AssignedAgentId { get; init; }
    public long Revision { get; init; }

    public string? Reason { get; init; }
    public ConversationAction? Action { get; init; }
    public ConversationStatus? From { get; init; }
    public ConversationMode? FromMode { get; init; }
    public Guid? AgentId { get; init; }
    public Guid? FromAgentId { get; init; }
    public Guid? MessageId { get; init; }
    public long? MessageSequence { get; init; }
    public string? Text { get; init; }
    public string? Emoji { get; init; }
    public bool? Added { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public IReadOnlyList<string>? Fields { get; init; }
    public Guid? NoteId { get; init; }
    public string? Change { get; init; }
    public string? RatingType { get; init; }
    public int? RatingValue { get; init; }
    public int? Satisfaction { get; init; }
    public string? Target { get; init; }
    public string? Label { get; init; }
}
