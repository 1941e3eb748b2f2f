using System.Text.Json.Serialization;

namespace Chat.Webhooks.Events;

[JsonSerializable(typeof(MessageCreatedBody))]
[JsonSerializable(typeof(ConversationStartedBody))]
[JsonSerializable(typeof(LeadCapturedBody))]
[JsonSerializable(typeof(ConversationChangedBody))]
[JsonSerializable(typeof(CustomerEventBody))]
[JsonSerializable(typeof(OfflineMessageReceivedBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
internal sealed partial class EventJsonContext : JsonSerializerContext;
