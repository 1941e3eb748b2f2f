using System.Collections.Frozen;

namespace Chat.Sessions.Settings;

/// <summary>All sections of one tenant as they were at one moment.</summary>
internal sealed class SettingsSnapshot
{
    private readonly FrozenDictionary<Type, SectionValues> sections;

    public SettingsSnapshot(IReadOnlyList<SettingsRow> rows) =>
        sections = SettingsSections.All.ToFrozenDictionary(
            section => section.Type,
            section => SectionValues.From(section, rows.FirstOrDefault(row => row.Section == section.Name))
        );

    /// <summary>In the order of their names.</summary>
    public IEnumerable<SectionValues> Sections => SettingsSections.All.Select(section => sections[section.Type]);

    /// <summary>How many changes there have been: sections count them from 0, and never backwards.</summary>
    public long Version => Sections.Sum(section => section.Version);

    public TSection Get<TSection>()
        where TSection : class, ISettingsSection => (TSection)sections[typeof(TSection)].Values;
}
