using Chat.Sessions.BusinessHours;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.WidgetConfig;

/// <summary>What a widget needs to know before anybody writes.</summary>
internal sealed record WidgetConfigAnswer
{
    /// <summary>Whether it is business time now; always when business hours are not enabled.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>When it opens next; null while it is open, and when it does not in ten years.</summary>
    public required DateTimeOffset? NextOpeningAt { get; init; }

    /// <summary>IANA name of the zone the hours are in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What visitors can do now that it is closed; null while it is open.</summary>
    public required OutsideHoursBehavior? OutsideHoursBehavior { get; init; }

    /// <summary>What visitors are told now that it is closed; null while it is open.</summary>
    public required string? OutsideHoursMessage { get; init; }

    /// <summary>Looks, texts, form.</summary>
    public required WidgetSettings Widget { get; init; }

    /// <summary>Whether the agent may be changed.</summary>
    public required ChatMode ChatMode { get; init; }

    /// <summary>How long a message may be, in UTF-16 units.</summary>
    public required int MaxMessageCharacters { get; init; }

    /// <summary>How many of the newest messages to show to a visitor who comes back.</summary>
    public required int MaxHistoryMessages { get; init; }

    /// <summary>Visitors may choose an agent.</summary>
    public required bool VisitorAgentSelection { get; init; }

    /// <summary>Visitors may see their earlier conversations.</summary>
    public required bool HistoryEnabled { get; init; }

    /// <summary>Whether to mark what the AI writes (messages whose author is `ai`).</summary>
    public required bool ShowAiTag { get; init; }

    /// <summary>What is told while it happens.</summary>
    public required LiveSettings Live { get; init; }

    /// <summary>Which files may be sent.</summary>
    public required WidgetFiles Files { get; init; }

    /// <summary>How visitors rate.</summary>
    public required RatingSettings Rating { get; init; }
}
