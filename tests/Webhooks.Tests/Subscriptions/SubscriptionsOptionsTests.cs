using Chat.ServiceDefaults.Egress;
using Chat.Webhooks.Subscriptions;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Tests.Subscriptions;

public sealed class SubscriptionsOptionsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void Validate_GoodSubscriptions_Succeeds() =>
        Assert.True(
            Validate(
                Good("https://a.example/hooks"),
                new SubscriptionSettings
                {
                    Url = "https://b.example/hooks",
                    Secret = Secret,
                    PreviousSecrets = [Secret],
                    Events = ["message.created"],
                }
            ).Succeeded
        );

    [Theory]
    [InlineData("http://a.example/", "Webhooks:Subscriptions:0:Url must use https")]
    [InlineData("https://127.0.0.1/", "Webhooks:Subscriptions:0:Url must not be a private")]
    [InlineData("nonsense", "Webhooks:Subscriptions:0:Url must be an absolute")]
    [InlineData("https://u:p@a.example/", "Webhooks:Subscriptions:0:Url must not carry")]
    public void Validate_BadUrl_SaysWhatToChange(string url, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Validate(Good(url)).Failures!), StringComparison.Ordinal);

    [Fact]
    public void Validate_UrlTooLong_IsRefused() =>
        Assert.Contains("2000", Assert.Single(Validate(Good("https://a.example/" + new string('x', 2000))).Failures!));

    [Fact]
    public void Validate_UnknownEvent_NamesItAndTheKnownOnes()
    {
        var settings = Good("https://a.example/");
        settings.Events = ["message.lost"];

        var fault = Assert.Single(Validate(settings).Failures!);

        Assert.Contains("'message.lost'", fault, StringComparison.Ordinal);
        Assert.Contains("message.created", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chatcops", "an-old-chatcops-secret", "lead:captured", null)]
    [InlineData("chatcops", Secret, "*", null)]
    [InlineData("chatcops", "too-short", "*", "Secret must be 16 to 256 printable")]
    [InlineData("chatcops", "has a blank in it...", "*", "Secret must be 16 to 256 printable")]
    [InlineData("chatcops", Secret, "lead.captured", "Events: 'lead.captured' is no event of this format")]
    [InlineData("standard", Secret, "lead:captured", "Events: 'lead:captured' is no event of this format")]
    [InlineData("standard", "an-old-chatcops-secret", "*", "Secret must be whsec_")]
    [InlineData("xml", Secret, "*", "Format must be standard or chatcops")]
    public void Validate_Format_HasItsOwnEventsAndSecrets(string format, string secret, string type, string? expected)
    {
        var settings = new SubscriptionSettings
        {
            Url = "https://a.example/",
            Format = format,
            Secret = secret,
            Events = [type],
        };

        var result = Validate(settings);

        if (expected is null)
        {
            Assert.True(result.Succeeded, result.FailureMessage);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(result.Failures!), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Validate_SameSubscriptionTwice_IsRefused() =>
        Assert.Contains(
            "subscription 0 again",
            Assert.Single(Validate(Good("https://a.example/"), Good("https://a.example/")).Failures!),
            StringComparison.Ordinal
        );

    [Fact]
    public void Validate_SeveralFaults_ReportsAllWithoutSecrets()
    {
        var result = Validate(
            new SubscriptionSettings
            {
                Url = "nonsense",
                Secret = "whsec_tooshort",
                PreviousSecrets = ["bad"],
                Events = ["x"],
            },
            new SubscriptionSettings
            {
                Tenant = Guid.Empty,
                Url = "https://a.example/",
                Secret = "plain",
            }
        );

        Assert.Equal(6, result.Failures!.Count());
        Assert.DoesNotContain("tooshort", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("plain", result.FailureMessage, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Validate(params SubscriptionSettings[] subscriptions) =>
        new SubscriptionsOptionsRules(Options.Create(new EgressOptions())).Validate(
            null,
            new SubscriptionsOptions { Subscriptions = [.. subscriptions] }
        );

    private static SubscriptionSettings Good(string url) => new() { Url = url, Secret = Secret };
}
