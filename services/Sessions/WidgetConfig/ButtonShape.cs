using System.Text.Json.Serialization;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary>The form of the button that opens the widget.</summary>
[JsonConverter(typeof(KebabEnumConverter<ButtonShape>))]
internal enum ButtonShape
{
    Circle,
    Rounded,
    Square,
}
