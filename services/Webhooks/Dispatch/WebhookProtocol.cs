namespace Chat.Webhooks.Dispatch;

/// <summary>Names on the wire that Standard Webhooks does not fix; for the others see ServiceDefaults' Egress.</summary>
internal static class WebhookProtocol
{
    /// <summary>ChatCops': the signature of the newest secret, in hexadecimal.</summary>
    public const string ChatCopsHeader = "X-ChatCops-Signature";

    /// <summary>While secrets rotate: the ChatCops signatures of the older ones, separated by commas.</summary>
    public const string ChatCopsPreviousHeader = "X-ChatCops-Signature-Previous";

    public const string ContentType = "application/json";

    public const string UserAgent = "Chat-Webhooks/1.0";
}
