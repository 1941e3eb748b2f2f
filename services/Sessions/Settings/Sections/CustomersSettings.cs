using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>What visitors find again.</summary>
internal sealed record CustomersSettings : ISettingsSection
{
    public static string Name => "customers";

    /// <summary>Visitors may see their earlier conversations.</summary>
    public bool HistoryEnabled { get; init; } = true;

    /// <summary>How many of them; 1 to 50.</summary>
    [Range(1, 50)]
    public int HistoryLimit { get; init; } = 5;
}
