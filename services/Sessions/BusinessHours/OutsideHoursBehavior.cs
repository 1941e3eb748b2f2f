using System.Text.Json.Serialization;
using Chat.Sessions.Settings;

namespace Chat.Sessions.BusinessHours;

/// <summary>What visitors can do outside of business hours.</summary>
[JsonConverter(typeof(KebabEnumConverter<OutsideHoursBehavior>))]
internal enum OutsideHoursBehavior
{
    /// <summary>Leave an offline message; no conversation can be begun.</summary>
    OfflineMessage,

    /// <summary>Ask the knowledge base: the AI answers, nobody waits for a person.</summary>
    FaqOnly,

    /// <summary>Nothing: the widget is not shown, and no message is taken.</summary>
    HideWidget,
}
