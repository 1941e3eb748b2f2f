using System.Text.Json.Nodes;

namespace Chat.Sessions.Settings;

/// <summary>All settings, as REST shows them.</summary>
internal sealed record SettingsAnswer
{
    /// <summary>Each section's fields by its name.</summary>
    public required IReadOnlyDictionary<string, JsonObject> Data { get; init; }

    /// <summary>Each section's version by its name; 0: never changed. `"&lt;version&gt;"` is the section's ETag.</summary>
    public required IReadOnlyDictionary<string, long> Versions { get; init; }

    public static SettingsAnswer From(SettingsSnapshot snapshot) =>
        new()
        {
            Data = snapshot.Sections.ToDictionary(
                section => section.Section.Name,
                section => section.Section.ToJson(section.Values),
                StringComparer.Ordinal
            ),
            Versions = snapshot.Sections.ToDictionary(
                section => section.Section.Name,
                section => section.Version,
                StringComparer.Ordinal
            ),
        };
}
