namespace Chat.Sessions.Settings.Sections;

/// <summary>How soon visitors are answered.</summary>
internal sealed record SlaSettings : ISettingsSection
{
    public static string Name => "sla";

    /// <summary>Whether targets are watched.</summary>
    public bool Enabled { get; init; }

    /// <summary>Only business hours count, where those are enabled.</summary>
    public bool BusinessTimeOnly { get; init; } = true;

    /// <summary>For conversations of low priority.</summary>
    public SlaTargets Low { get; init; } = new(60, 240, 2_880);

    /// <summary>For conversations of medium priority.</summary>
    public SlaTargets Medium { get; init; } = new(30, 120, 1_440);

    /// <summary>For conversations of high priority.</summary>
    public SlaTargets High { get; init; } = new(15, 60, 480);

    /// <summary>For urgent conversations.</summary>
    public SlaTargets Urgent { get; init; } = new(5, 15, 240);

    /// <summary>The targets of a priority.</summary>
    public SlaTargets Of(QueuePriority priority) =>
        priority switch
        {
            QueuePriority.Urgent => Urgent,
            QueuePriority.High => High,
            QueuePriority.Medium => Medium,
            _ => Low,
        };
}
