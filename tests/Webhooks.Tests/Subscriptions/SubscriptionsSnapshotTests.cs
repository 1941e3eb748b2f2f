using Chat.Webhooks.Events;
using Chat.Webhooks.Subscriptions;

namespace Chat.Webhooks.Tests.Subscriptions;

public sealed class SubscriptionsSnapshotTests
{
    private static readonly Guid Tenant = Guid.CreateVersion7();
    private static readonly SubscriptionEntry First = Entry(Tenant, "*");
    private static readonly SubscriptionEntry Second = Entry(Tenant, "message.created");
    private static readonly SubscriptionEntry Foreign = Entry(Guid.CreateVersion7(), "*");
    private readonly SubscriptionsSnapshot _snapshot = new([First, Second, Foreign]);

    [Fact]
    public void Of_Tenant_ReturnsItsOwn() => Assert.Equal([First, Second], _snapshot.Of(Tenant));

    [Fact]
    public void Of_TenantWithoutSubscriptions_ReturnsNothing() => Assert.Empty(_snapshot.Of(Guid.CreateVersion7()));

    [Theory]
    [InlineData("*", true)]
    [InlineData("message.created", true)]
    [InlineData("lead.captured", false)]
    public void Wants_EventOfAName_IsListedOrAnyIs(string listed, bool expected) =>
        Assert.Equal(expected, Entry(Tenant, "conversation.started", listed).Wants("message.created"));

    private static SubscriptionEntry Entry(Guid tenant, params string[] events) =>
        new(Guid.CreateVersion7(), tenant, WebhookFormat.Standard, events);
}
