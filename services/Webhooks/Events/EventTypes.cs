using System.Collections.Frozen;

namespace Chat.Webhooks.Events;

/// <summary>The names of events in subscriptions and bodies.</summary>
internal static class EventTypes
{
    /// <summary>A message was stored in a conversation.</summary>
    public const string MessageCreated = "message.created";

    /// <summary>In a subscription: every event, those of later versions too.</summary>
    public const string Any = "*";

    public static readonly FrozenSet<string> All = FrozenSet.Create(StringComparer.Ordinal, MessageCreated);
}
