using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings.Sections;

/// <summary>How urgent a conversation is.</summary>
[JsonConverter(typeof(KebabEnumConverter<QueuePriority>))]
internal enum QueuePriority
{
    /// <summary>Where nothing else is said.</summary>
    Low,

    /// <summary>Before low.</summary>
    Medium,

    /// <summary>Before medium.</summary>
    High,

    /// <summary>First of all.</summary>
    Urgent,
}
