using System.Collections.Frozen;

namespace Chat.Webhooks.Events;

/// <summary>The words for formats, and what each of them knows.</summary>
internal static class WebhookFormats
{
    public const string Standard = "standard";
    public const string ChatCops = "chatcops";

    /// <summary>Null for a word that is none of ours.</summary>
    public static WebhookFormat? Parse(string text) =>
        text switch
        {
            Standard => WebhookFormat.Standard,
            ChatCops => WebhookFormat.ChatCops,
            _ => null,
        };

    /// <summary>The names of events in a format.</summary>
    public static FrozenSet<string> EventsOf(WebhookFormat format) =>
        format is WebhookFormat.ChatCops ? ChatCopsEvents.All : EventTypes.All;

    /// <summary>
    /// The format of an event by its name: no name is in both, and so a delivery keeps the format it was written in.
    /// </summary>
    public static WebhookFormat Of(string eventType) =>
        ChatCopsEvents.All.Contains(eventType) ? WebhookFormat.ChatCops : WebhookFormat.Standard;
}
