namespace Chat.Webhooks.Dispatch;

/// <summary>What storing a group of results did.</summary>
/// <param name="Taken">Results that counted; the others came under a claim that another instance has taken over.</param>
/// <param name="Opened">Subscriptions whose circuit opened.</param>
/// <param name="Disabled">Subscriptions switched off because they failed for too long.</param>
/// <param name="Gone">Subscriptions switched off because their endpoint said that it is gone.</param>
internal sealed record StoredAttempts(int Taken, Guid[] Opened, Guid[] Disabled, Guid[] Gone);
