using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings.Sections;

/// <summary>Whether a visitor may change the agent.</summary>
[JsonConverter(typeof(KebabEnumConverter<ChatMode>))]
internal enum ChatMode
{
    /// <summary>At any time.</summary>
    Switchable,

    /// <summary>Only while the present agent is offline.</summary>
    Fixed,
}
