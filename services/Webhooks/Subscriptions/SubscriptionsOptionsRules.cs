using Chat.ServiceDefaults.Egress;
using Chat.Webhooks.Events;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Checks every configured subscription and reports all faults of all of them, none with a secret in it.</summary>
internal sealed class SubscriptionsOptionsRules(IOptions<EgressOptions> egress) : IValidateOptions<SubscriptionsOptions>
{
    private const int MaxUrlLength = 2000;
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

        if (EgressTarget.FaultOf(settings.Url, egress.Value) is { } fault)
        {
            yield return $"Url {fault}.";
        }

        if (settings.Url.Length > MaxUrlLength)
        {
            yield return $"Url must have at most {MaxUrlLength} characters.";
        }

        foreach (var secretFault in SecretFaultsOf(settings))
        {
            yield return secretFault;
        }

        foreach (var type in settings.Events.Where(type => type != EventTypes.Any && !EventTypes.All.Contains(type)))
        {
            yield return $"Events: '{type}' is no event; use * or one of {string.Join(", ", EventTypes.All)}.";
        }
    }

    private static IEnumerable<string> SecretFaultsOf(SubscriptionSettings settings)
    {
        const string shape = "must be whsec_ and the base64 of 24 to 64 random bytes.";
        if (!WebhookSecret.TryDecode(settings.Secret, out _))
        {
            yield return $"Secret {shape}";
        }

        if (settings.PreviousSecrets.Length > MaxPreviousSecrets)
        {
            yield return $"PreviousSecrets must have at most {MaxPreviousSecrets} entries.";
        }

        for (var i = 0; i < settings.PreviousSecrets.Length; i++)
        {
            if (!WebhookSecret.TryDecode(settings.PreviousSecrets[i], out _))
            {
                yield return $"PreviousSecrets:{i} {shape}";
            }
        }
    }
}
