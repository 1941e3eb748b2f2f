namespace Chat.Sessions.Settings;

/// <summary>A section of one tenant at one version.</summary>
/// <param name="Section">Which one.</param>
/// <param name="Version">0: never changed, the defaults hold.</param>
/// <param name="Values">A record of the section's type.</param>
/// <param name="UpdatedAt">When it was changed last; null: never.</param>
internal sealed record SectionValues(SettingsSection Section, long Version, object Values, DateTime? UpdatedAt)
{
    public static SectionValues From(SettingsSection section, SettingsRow? row) =>
        row is null
            ? new SectionValues(section, 0, section.Default, null)
            : new SectionValues(section, row.Version, section.Read(row.Body), row.UpdatedAt);
}
