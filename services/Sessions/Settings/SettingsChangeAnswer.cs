using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Chat.Sessions.Settings;

/// <summary>A change of settings, as REST shows it.</summary>
internal sealed record SettingsChangeAnswer
{
    public required Guid Id { get; init; }

    /// <summary>Which section.</summary>
    public required string Section { get; init; }

    /// <summary>The version it made.</summary>
    public required long Version { get; init; }

    public required DateTime ChangedAt { get; init; }

    /// <summary>`agent` or `secret-key`.</summary>
    [AllowedValues("agent", "secret-key")]
    public required string ActorKind { get; init; }

    /// <summary>Id of the agent or the key.</summary>
    public required string ActorId { get; init; }

    /// <summary>Name of the agent at that time; null where there is none.</summary>
    public required string? ActorName { get; init; }

    /// <summary>What differs: `pointer` (RFC 6901), `from`, `to`.</summary>
    public required JsonElement Changes { get; init; }

    public static SettingsChangeAnswer From(SettingsChange change) =>
        new()
        {
            Id = change.Id,
            Section = change.Section,
            Version = change.Version,
            ChangedAt = change.ChangedAt,
            ActorKind = JsonNamingPolicy.KebabCaseLower.ConvertName(change.Actor.Kind.ToString()),
            ActorId = change.Actor.Id,
            ActorName = change.Actor.Name.Length > 0 ? change.Actor.Name : null,
            Changes = JsonElement.Parse(change.Changes),
        };
}
