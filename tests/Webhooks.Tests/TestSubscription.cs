using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests;

/// <summary>A subscription as an operator configures it.</summary>
internal sealed record TestSubscription(string Url)
{
    public Guid Tenant { get; init; } = MessagePostedBuilder.Tenant;

    public string Secret { get; init; } = WebhooksHost.Secret;

    public void AddTo(Dictionary<string, string?> configuration, int index)
    {
        var path = $"Webhooks:Subscriptions:{index}:";
        configuration[path + "Url"] = Url;
        configuration[path + "Tenant"] = Tenant.ToString();
        configuration[path + "Secret"] = Secret;
        configuration[path + "Events:0"] = "message.created";
    }
}
