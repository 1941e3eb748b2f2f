namespace Chat.Sessions.Settings.Sections;

/// <summary>What is kept about visitors. What is switched off is not stored at all.</summary>
internal sealed record PrivacySettings : ISettingsSection
{
    public static string Name => "privacy";

    /// <summary>Whether anything below is kept.</summary>
    public bool CollectAnalytics { get; init; } = true;

    /// <summary>The address of the browser.</summary>
    public bool CollectIp { get; init; } = true;

    /// <summary>Browser and operating system.</summary>
    public bool CollectBrowser { get; init; } = true;

    /// <summary>Country and town, as far as the address tells.</summary>
    public bool CollectLocation { get; init; } = true;

    /// <summary>Address and title of the pages.</summary>
    public bool CollectPageViews { get; init; } = true;
}
