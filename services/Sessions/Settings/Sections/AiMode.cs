using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings.Sections;

/// <summary>Where it is decided whether the AI answers.</summary>
[JsonConverter(typeof(KebabEnumConverter<AiMode>))]
internal enum AiMode
{
    /// <summary>It does not; people do.</summary>
    Manual,

    /// <summary>It does, whoever is assigned.</summary>
    Ai,

    /// <summary>The assigned agent's own mode decides; while nobody is assigned the AI answers.</summary>
    AgentWise,
}
