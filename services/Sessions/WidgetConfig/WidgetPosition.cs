using System.Text.Json.Serialization;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary>Where on the page it is.</summary>
[JsonConverter(typeof(KebabEnumConverter<WidgetPosition>))]
internal enum WidgetPosition
{
    BottomRight,
    BottomLeft,
}
