using Chat.Webhooks.Subscriptions;

namespace Chat.Webhooks.Tests.Subscriptions;

public sealed class ConfiguredSubscriptionTests
{
    [Fact]
    public void IdOf_NoIdConfigured_IsStableOverVersions() =>
        Assert.Equal(
            Guid.Parse("6593fea4-2cec-8f95-8ef5-a0bca8968223"),
            ConfiguredSubscription.IdOf(new SubscriptionSettings { Url = "https://example.com/hooks" })
        );

    [Fact]
    public void IdOf_OtherAddress_IsAnother() =>
        Assert.NotEqual(
            ConfiguredSubscription.IdOf(new SubscriptionSettings { Url = "https://example.com/a" }),
            ConfiguredSubscription.IdOf(new SubscriptionSettings { Url = "https://example.com/b" })
        );

    [Fact]
    public void IdOf_OtherTenant_IsAnother() =>
        Assert.NotEqual(
            ConfiguredSubscription.IdOf(new SubscriptionSettings { Url = "https://example.com/a" }),
            ConfiguredSubscription.IdOf(
                new SubscriptionSettings { Url = "https://example.com/a", Tenant = Guid.CreateVersion7() }
            )
        );

    [Fact]
    public void IdOf_IdConfigured_IsThatOne()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal(
            id,
            ConfiguredSubscription.IdOf(new SubscriptionSettings { Id = id, Url = "https://example.com/a" })
        );
    }

    [Fact]
    public void From_NoEvents_MeansAll() =>
        Assert.Equal(["*"], ConfiguredSubscription.From(new SubscriptionSettings { Url = "https://a.example" }).Events);

    [Fact]
    public void From_PreviousSecrets_FollowTheNewest() =>
        Assert.Equal(
            ["whsec_new", "whsec_old", "whsec_older"],
            ConfiguredSubscription
                .From(
                    new SubscriptionSettings
                    {
                        Url = "https://a.example",
                        Secret = "whsec_new",
                        PreviousSecrets = ["whsec_old", "whsec_older"],
                    }
                )
                .Secrets
        );
}
