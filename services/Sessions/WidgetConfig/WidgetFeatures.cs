using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.WidgetConfig;

/// <summary>What the widget does by itself.</summary>
internal sealed record WidgetFeatures
{
    /// <summary>A new message makes a sound.</summary>
    public bool SoundNotifications { get; init; } = true;

    /// <summary>The visitor may be asked for notifications of the desktop.</summary>
    public bool DesktopNotifications { get; init; } = true;

    /// <summary>It opens by itself.</summary>
    public bool AutoOpen { get; init; }

    /// <summary>After how long, in seconds; 0 to 3,600.</summary>
    [Range(0, 3_600)]
    public int AutoOpenDelaySeconds { get; init; } = 5;

    /// <summary>Without it customers leave offline messages only: what they write in conversations is refused.</summary>
    public bool LiveChatEnabled { get; init; } = true;
}
