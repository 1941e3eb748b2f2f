namespace Chat.Sessions.Settings;

/// <summary>A section of one tenant at one version.</summary>
/// <param name="Section">Which one.</param>
/// <param name="Version">0: never changed, the defaults hold.</param>
/// <param name="Values">A record of the section's type.</param>
/// <param name="UpdatedAt">When it was changed last; null: never.</param>
internal sealed record SectionValues(SettingsSection Section, long Version, object Values, DateTime? UpdatedAt)
{
    /// <summary>What is stored cannot be read, so the defaults hold here.</summary>
    public bool IsUnreadable { get; private init; }

    public static SectionValues From(SettingsSection section, SettingsRow? row)
    {
        if (row is null)
        {
            return new SectionValues(section, 0, section.Default, null);
        }

        var values = section.TryRead(row.Body);
        return new SectionValues(section, row.Version, values ?? section.Default, row.UpdatedAt)
        {
            IsUnreadable = values is null,
        };
    }
}
