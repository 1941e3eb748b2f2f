using System.Security.Cryptography;
using System.Text;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Subscriptions;

/// <summary>From what was configured to a subscription.</summary>
internal static class ConfiguredSubscription
{
    public static SyncedSubscription From(SubscriptionSettings settings) =>
        new(
            IdOf(settings),
            settings.Tenant,
            settings.Url,
            [settings.Secret, .. settings.PreviousSecrets],
            settings.Events.Length > 0 ? [.. settings.Events.Distinct(StringComparer.Ordinal)] : [EventTypes.Any],
            settings.Format
        );

    /// <summary>The same for the same tenant and address on every start and in every instance.</summary>
    public static Guid IdOf(SubscriptionSettings settings)
    {
        if (settings.Id is { } id)
        {
            return id;
        }

        var bytes = SHA256
            .HashData(Encoding.UTF8.GetBytes($"subscription|{settings.Tenant}|{settings.Url}"))
            .AsSpan(0, 16);
        // Version 8, "made by the application" (RFC 9562, 5.8), and the variant of all UUIDs.
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
