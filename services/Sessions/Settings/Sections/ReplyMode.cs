using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings.Sections;

/// <summary>Who answers for the company in a conversation.</summary>
[JsonConverter(typeof(KebabEnumConverter<ReplyMode>))]
internal enum ReplyMode
{
    /// <summary>The AI.</summary>
    Ai,

    /// <summary>People.</summary>
    Manual,
}
