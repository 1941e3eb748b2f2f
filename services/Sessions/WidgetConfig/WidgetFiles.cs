using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.WidgetConfig;

/// <summary>What a widget needs to know of files; how much room the company has is its own business.</summary>
internal sealed record WidgetFiles
{
    /// <summary>Files may be sent.</summary>
    public required bool Enabled { get; init; }

    /// <summary>How large a file may be, in bytes.</summary>
    public required int MaxFileBytes { get; init; }

    /// <summary>Media types, `type/subtype` or `type/*`; none: any.</summary>
    public required IReadOnlyList<string> AllowedTypes { get; init; }

    public static WidgetFiles From(FilesSettings files) =>
        new()
        {
            Enabled = files.Enabled,
            MaxFileBytes = files.MaxFileBytes,
            AllowedTypes = files.AllowedTypes,
        };
}
