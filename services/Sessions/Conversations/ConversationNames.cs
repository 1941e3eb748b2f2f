namespace Chat.Sessions.Conversations;

/// <summary>Words of REST and of events for what is a number in the store.</summary>
internal static class ConversationNames
{
    private static readonly (ConversationStatus Status, string Name)[] Statuses =
    [
        (ConversationStatus.Open, "open"),
        (ConversationStatus.Queued, "queued"),
        (ConversationStatus.Assigned, "assigned"),
        (ConversationStatus.Pending, "pending"),
        (ConversationStatus.Resolved, "resolved"),
        (ConversationStatus.Closed, "closed"),
        (ConversationStatus.Abandoned, "abandoned"),
        (ConversationStatus.Archived, "archived"),
    ];

    private static readonly (ConversationPriority Priority, string Name)[] Priorities =
    [
        (ConversationPriority.Low, "low"),
        (ConversationPriority.Medium, "medium"),
        (ConversationPriority.High, "high"),
        (ConversationPriority.Urgent, "urgent"),
    ];

    public static string AllStatuses { get; } = string.Join(", ", Statuses.Select(row => row.Name));

    public static string AllPriorities { get; } = string.Join(", ", Priorities.Select(row => row.Name));

    public static string Of(ConversationStatus status) => Statuses.First(row => row.Status == status).Name;

    public static string Of(ConversationPriority priority) => Priorities.First(row => row.Priority == priority).Name;

    public static string Of(ConversationMode mode) => mode is ConversationMode.Ai ? "ai" : "manual";

    public static string Of(ConversationAction action) =>
        action is ConversationAction.HandBack ? "hand_back" : action.ToString().ToLowerInvariant();

    /// <summary>Null: no such status.</summary>
    public static ConversationStatus? ParseStatus(string name) =>
        Statuses.FirstOrDefault(row => row.Name == name) is { Name: not null } row ? row.Status : null;

    /// <summary>Null: no such priority.</summary>
    public static ConversationPriority? ParsePriority(string name) =>
        Priorities.FirstOrDefault(row => row.Name == name) is { Name: not null } row ? row.Priority : null;
}
