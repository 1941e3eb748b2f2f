using Chat.Webhooks.Subscriptions;

namespace Chat.Webhooks.Tests.Subscriptions;

public sealed class SubscriptionsSnapshotTests
{
    private static readonly Guid Tenant = Guid.CreateVersion7();
    private static readonly SubscriptionEntry All = new(Guid.CreateVersion7(), Tenant, ["*"]);
    private static readonly SubscriptionEntry Messages = new(Guid.CreateVersion7(), Tenant, ["message.created"]);
    private static readonly SubscriptionEntry Others = new(Guid.CreateVersion7(), Tenant, ["conversation.closed"]);
    private static readonly SubscriptionEntry Foreign = new(Guid.CreateVersion7(), Guid.CreateVersion7(), ["*"]);
    private readonly SubscriptionsSnapshot _snapshot = new([All, Messages, Others, Foreign]);

    [Fact]
    public void Matching_EventOfTheTenant_ReturnsThoseThatWantIt() =>
        Assert.Equal([All.Id, Messages.Id], _snapshot.Matching(Tenant, "message.created"));

    [Fact]
    public void Matching_TenantWithoutSubscriptions_ReturnsNothing() =>
        Assert.Empty(_snapshot.Matching(Guid.CreateVersion7(), "message.created"));
}
