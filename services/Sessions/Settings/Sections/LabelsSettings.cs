using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>The words conversations are sorted with.</summary>
internal sealed record LabelsSettings : ISettingsSection
{
    public static string Name => "labels";

    /// <summary>Tags a conversation may have; none: any. At most 500 of 1 to 64 UTF-16 units.</summary>
    [MaxLength(500), Each(1, 64)]
    public IReadOnlyList<string> AvailableTags { get; init; } = [];

    /// <summary>Categories a user may have; none: any. At most 100 of 1 to 64 UTF-16 units.</summary>
    [MaxLength(100), Each(1, 64)]
    public IReadOnlyList<string> AvailableUserCategories { get; init; } = [];

    /// <summary>Agents may label messages and conversations `good`, `bad` or `needs_review` for training.</summary>
    public bool LabelingEnabled { get; init; }
}
