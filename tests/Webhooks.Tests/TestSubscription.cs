using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests;

/// <summary>A subscription as an operator configures it.</summary>
internal sealed record TestSubscription(string Url)
{
    public Guid Tenant { get; init; } = MessagePostedBuilder.Tenant;

    public string Secret { get; init; } = WebhooksHost.Secret;

    public string Format { get; init; } = "standard";

    public string Event { get; init; } = "message.created";

    public void AddTo(Dictionary<string, string?> configuration, int index)
    {
        var path = $"Webhooks:Subscriptions:{index}:";
        configuration[path + "Url"] = Url;
        configuration[path + "Tenant"] = Tenant.ToString();
        configuration[path + "Secret"] = Secret;
        configuration[path + "Format"] = Format;
        configuration[path + "Events:0"] = Event;
    }
}
