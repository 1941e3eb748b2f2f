using System.Collections.Frozen;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.WidgetConfig;

namespace Chat.Sessions.Settings;

/// <summary>All sections there are.</summary>
internal static class SettingsSections
{
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        new SettingsSection<AgentsSettings>(),
        new SettingsSection<AiSettings>(),
        new SettingsSection<BusinessHoursSettings>(),
        new SettingsSection<ChatSettings>(),
        new SettingsSection<CustomersSettings>(),
        new SettingsSection<FilesSettings>(),
        new SettingsSection<LabelsSettings>(),
        new SettingsSection<LiveSettings>(),
        new SettingsSection<PrivacySettings>(),
        new SettingsSection<RatingSettings>(),
        new SettingsSection<RoutingSettings>(),
        new SettingsSection<SlaSettings>(),
        new SettingsSection<WidgetSettings>(),
    ];

    private static readonly FrozenDictionary<string, SettingsSection> ByName = All.ToFrozenDictionary(
        section => section.Name,
        StringComparer.Ordinal
    );

    public static SettingsSection? Find(string name) => ByName.GetValueOrDefault(name);
}
