using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Sessions.Messages;

/// <summary>The form in which citations and usage are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<Citation>))]
[JsonSerializable(typeof(Usage))]
internal sealed partial class MessageJson : JsonSerializerContext
{
    public static string? Write(IReadOnlyList<Citation> citations) =>
        citations.Count == 0 ? null : JsonSerializer.Serialize(citations, Default.IReadOnlyListCitation);

    public static string? Write(Usage? usage) => usage is null ? null : JsonSerializer.Serialize(usage, Default.Usage);

    public static IReadOnlyList<Citation> ReadCitations(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListCitation) ?? [];

    public static Usage? ReadUsage(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.Usage);
}
