using Chat.ServiceDefaults.Egress;
using Chat.Webhooks.Events;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Checks every configured subscription and reports all faults of all of them, none with a secret in it.</summary>
internal sealed class SubscriptionsOptionsRules(IOptions<EgressOptions> egress) : IValidateOptions<SubscriptionsOptions>
{
    private const int MaxPreviousSecrets = 3;

    public ValidateOptionsResult Validate(string? name, SubscriptionsOptions options)
    {
        var faults = new List<string>();
        var seen = new Dictionary<Guid, int>();
        for (var i = 0; i < options.Subscriptions.Count; i++)
        {
            var settings = options.Subscriptions[i];
            var path = $"{SubscriptionsOptions.Section}:Subscriptions:{i}";
            faults.AddRange(FaultsOf(settings).Select(fault => $"{path}:{fault}"));
            if (!seen.TryAdd(ConfiguredSubscription.IdOf(settings), i))
            {
                var first = seen[ConfiguredSubscription.IdOf(settings)];
                faults.Add($"{path} is subscription {first} again (same Id, or same Tenant and Url); remove one.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> FaultsOf(SubscriptionSettings settings)
    {
        if (settings.Tenant == Guid.Empty)
        {
            yield return "Tenant must be a tenant's id.";
        }

        foreach (var fault in SubscriptionRules.UrlFaults(settings.Url, egress.Value))
        {
            yield return $"Url {fault}";
        }

        if (SubscriptionRules.FormatFault(settings.Format) is { } formatFault)
        {
            yield return $"Format {formatFault}";
        }

        var format = WebhookFormats.Parse(settings.Format) ?? WebhookFormat.Standard;
        foreach (var fault in SecretFaultsOf(settings, format))
        {
            yield return fault;
        }

        foreach (var fault in SubscriptionRules.EventFaults(settings.Events, format))
        {
            yield return $"Events: {fault}";
        }
    }

    private static IEnumerable<string> SecretFaultsOf(SubscriptionSettings settings, WebhookFormat format)
    {
        if (SubscriptionRules.SecretFault(settings.Secret, format) is { } secretFault)
        {
            yield return $"Secret {secretFault}";
        }

        if (settings.PreviousSecrets.Length > MaxPreviousSecrets)
        {
            yield return $"PreviousSecrets must have at most {MaxPreviousSecrets} entries.";
        }

        for (var i = 0; i < settings.PreviousSecrets.Length; i++)
        {
            if (SubscriptionRules.SecretFault(settings.PreviousSecrets[i], format) is { } fault)
            {
                yield return $"PreviousSecrets:{i} {fault}";
            }
        }
    }
}
