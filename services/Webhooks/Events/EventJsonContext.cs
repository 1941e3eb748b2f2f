using System.Text.Json.Serialization;

namespace Chat.Webhooks.Events;

[JsonSerializable(typeof(MessageCreatedBody))]
[JsonSerializable(typeof(ConversationStartedBody))]
[JsonSerializable(typeof(LeadCapturedBody))]
[JsonSerializable(typeof(ConversationChangedBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
internal sealed partial class EventJsonContext : JsonSerializerContext;
