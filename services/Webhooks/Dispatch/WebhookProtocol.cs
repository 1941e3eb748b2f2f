namespace Chat.Webhooks.Dispatch;

/// <summary>Names on the wire that Standard Webhooks does not fix; for the others see ServiceDefaults' Egress.</summary>
internal static class WebhookProtocol
{
    public const string ContentType = "application/json";

    public const string UserAgent = "Chat-Webhooks/1.0";
}
