using System.Globalization;
using System.Text.Json;
using Chat.ServiceDefaults.Egress;

namespace Chat.Webhooks.Tests;

/// <summary>What an endpoint got.</summary>
internal sealed record ReceivedRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body
)
{
    public string EventId => Headers["webhook-id"];

    public long Timestamp => long.Parse(Headers["webhook-timestamp"], CultureInfo.InvariantCulture);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Verifies as a receiver does.</summary>
    public bool IsSignedWith(string secret)
    {
        Assert.True(WebhookSecret.TryDecode(secret, out var key));
        var expected = WebhookSignature.Sign(EventId, Timestamp, Body, [key]);
        return Headers["webhook-signature"].Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}
