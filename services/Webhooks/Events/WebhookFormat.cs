namespace Chat.Webhooks.Events;

/// <summary>How the events of a subscription are named and written.</summary>
internal enum WebhookFormat
{
    /// <summary>Ours: <c>{"type", "timestamp", "data"}</c>, as Standard Webhooks has it.</summary>
    Standard = 1,

    /// <summary>
    /// ChatCops': <c>{"event", "data", "timestamp"}</c>, signed in <c>X-ChatCops-Signature</c> too, so that endpoints
    /// written for it go on working.
    /// </summary>
    ChatCops = 2,
}
