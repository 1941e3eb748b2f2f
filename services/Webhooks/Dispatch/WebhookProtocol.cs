namespace Chat.Webhooks.Dispatch;

/// <summary>Names on the wire, as Standard Webhooks 1.0 has them (github.com/standard-webhooks/standard-webhooks).</summary>
internal static class WebhookProtocol
{
    /// <summary>The event's id: the same over all attempts, so that receivers can drop repeats.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>Unix seconds of this attempt.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>Space-separated signatures, one per secret in force.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Comes before the base64 of every symmetric signature.</summary>
    public const string SignaturePrefix = "v1,";

    /// <summary>Comes before the base64 of a secret.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Fewer bytes than this make no secret.</summary>
    public const int MinSecretBytes = 24;

    /// <summary>More bytes than this make no secret.</summary>
    public const int MaxSecretBytes = 64;

    public const string ContentType = "application/json";

    public const string UserAgent = "Chat-Webhooks/1.0";
}
