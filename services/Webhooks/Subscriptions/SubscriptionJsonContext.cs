using System.Text.Json.Serialization;

namespace Chat.Webhooks.Subscriptions;

[JsonSerializable(typeof(SyncedSubscription[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class SubscriptionJsonContext : JsonSerializerContext;
