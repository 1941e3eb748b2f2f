using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Sessions.Conversations;

/// <summary>The form in which the database gives cards.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CustomerCard))]
[JsonSerializable(typeof(AssignedAgentCard))]
internal sealed partial class ConversationJson : JsonSerializerContext
{
    public static CustomerCard? ReadCustomer(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.CustomerCard);

    public static AssignedAgentCard? ReadAgent(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.AssignedAgentCard);
}
