namespace Chat.Sessions.Settings;

/// <summary>One change of a section. Never changes itself.</summary>
internal sealed record SettingsChange
{
    /// <summary>Grows with time.</summary>
    public required Guid Id { get; init; }

    public required string Section { get; init; }

    /// <summary>The version it made.</summary>
    public required long Version { get; init; }

    public required DateTime ChangedAt { get; init; }
    public required SettingsActor Actor { get; init; }

    /// <summary>JSON: a list of what differs, each with `pointer`, `from` and `to`.</summary>
    public required string Changes { get; init; }
}
