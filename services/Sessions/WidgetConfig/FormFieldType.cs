using System.Text.Json.Serialization;
using Chat.Sessions.Settings;

namespace Chat.Sessions.WidgetConfig;

/// <summary>What a field of a form takes.</summary>
[JsonConverter(typeof(KebabEnumConverter<FormFieldType>))]
internal enum FormFieldType
{
    Text,
    Email,
    Phone,
    Select,
    Multiselect,
    Textarea,
    Radio,
    Checkbox,
}
