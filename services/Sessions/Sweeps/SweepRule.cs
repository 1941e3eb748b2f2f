using Chat.Sessions.Conversations;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Sweeps;

/// <summary>One way in which time ends conversations.</summary>
internal sealed record SweepRule
{
    /// <summary>All of them; the order in which they are looked at.</summary>
    public static IReadOnlyList<SweepRule> All { get; } =
    [
        new()
        {
            Reason = "idle",
            Statuses = [ConversationStatus.Open],
            Since = "updated_at",
            Action = ConversationAction.Abandon,
            After = chat => TimeSpan.FromSeconds(chat.IdleTimeoutSeconds),
            SparesFollowed = true,
        },
        new()
        {
            Reason = "expired",
            Statuses =
            [
                ConversationStatus.Open,
                ConversationStatus.Queued,
                ConversationStatus.Assigned,
                ConversationStatus.Pending,
            ],
            Since = "updated_at",
            Action = ConversationAction.Abandon,
            After = chat => TimeSpan.FromSeconds(chat.VisibilityWindowSeconds),
        },
        new()
        {
            Reason = "auto_close",
            Statuses = [ConversationStatus.Resolved],
            Since = "resolved_at",
            Action = ConversationAction.Close,
            After = chat => TimeSpan.FromMinutes(chat.AutoCloseAfterMinutes),
        },
    ];

    /// <summary>What the event says.</summary>
    public required string Reason { get; init; }

    public required IReadOnlyList<ConversationStatus> Statuses { get; init; }

    /// <summary>The column whose age counts.</summary>
    public required string Since { get; init; }

    public required ConversationAction Action { get; init; }

    /// <summary>How old it must be.</summary>
    public required Func<ChatSettings, TimeSpan> After { get; init; }

    /// <summary>Somebody who has the conversation open, or has just lost it, is not gone, however quiet.</summary>
    public bool SparesFollowed { get; init; }
}
