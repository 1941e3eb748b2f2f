using System.Text.Json.Serialization;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary>Its colours.</summary>
[JsonConverter(typeof(KebabEnumConverter<WidgetTheme>))]
internal enum WidgetTheme
{
    Light,
    Dark,

    /// <summary>As the operating system.</summary>
    Auto,
}
