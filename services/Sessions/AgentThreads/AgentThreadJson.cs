using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Sessions.AgentThreads;

/// <summary>The form in which the database hands members out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<AgentThreadMember>))]
internal sealed partial class AgentThreadJson : JsonSerializerContext
{
    public static List<AgentThreadMember> ReadMembers(string json) =>
        JsonSerializer.Deserialize(json, Default.ListAgentThreadMember) ?? [];
}
