using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Messages;

/// <summary>The form in which citations and usage are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(IReadOnlyList<Citation>))]
[JsonSerializable(typeof(Usage))]
[JsonSerializable(typeof(ConversationEvent))]
[JsonSerializable(typeof(IReadOnlyList<Reaction>))]
internal sealed partial class MessageJson : JsonSerializerContext
{
    public static string? Write(IReadOnlyList<Citation> citations) =>
        citations.Count == 0 ? null : JsonSerializer.Serialize(citations, Default.IReadOnlyListCitation);

    public static string? Write(Usage? usage) => usage is null ? null : JsonSerializer.Serialize(usage, Default.Usage);

    public static string Write(ConversationEvent happened) =>
        JsonSerializer.Serialize(happened, Default.ConversationEvent);

    public static string? Write(IReadOnlyList<Reaction> reactions) =>
        reactions.Count == 0 ? null : JsonSerializer.Serialize(reactions, Default.IReadOnlyListReaction);

    public static IReadOnlyList<Citation> ReadCitations(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListCitation) ?? [];

    public static Usage? ReadUsage(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.Usage);

    public static ConversationEvent? ReadEvent(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.ConversationEvent);

    /// <summary>A stored JSON object, as an answer holds it.</summary>
    public static JsonElement? ReadObject(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static IReadOnlyList<Reaction> ReadReactions(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListReaction) ?? [];
}
