using Chat.ServiceDefaults.Egress;
using Chat.Webhooks.Events;
using Chat.Webhooks.Subscriptions;

namespace Chat.Webhooks.Tests.Subscriptions;

public sealed class SubscriptionRulesTests
{
    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void UrlFaults_Length_IsBounded(int length, bool allowed)
    {
        const string Url = "https://example.com/";

        var faults = SubscriptionRules.UrlFaults(Url + new string('x', length - Url.Length), new EgressOptions());

        Assert.Equal(allowed, !faults.Any());
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void SecretFault_TextOfChatCops_HasItsBounds(int length, bool allowed) =>
        Assert.Equal(allowed, SubscriptionRules.SecretFault(new string('x', length), WebhookFormat.ChatCops) is null);

    [Theory]
    [InlineData('!', true)]
    [InlineData('~', true)]
    [InlineData(' ', false)]
    [InlineData('\u007F', false)]
    [InlineData('é', false)]
    public void SecretFault_LetterInATextOfChatCops_IsPrintableAscii(char letter, bool allowed) =>
        Assert.Equal(
            allowed,
            SubscriptionRules.SecretFault("0123456789abcdef" + letter, WebhookFormat.ChatCops) is null
        );

    [Fact]
    public void SecretFault_PlainTextInTheStandardFormat_IsRefused() =>
        Assert.Contains(
            "whsec_",
            SubscriptionRules.SecretFault("0123456789abcdef", WebhookFormat.Standard),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(SubscriptionRules.MaxEvents, true)]
    [InlineData(SubscriptionRules.MaxEvents + 1, false)]
    public void EventFaults_Entries_AreBounded(int entries, bool allowed)
    {
        var events = Enumerable.Repeat(EventTypes.MessageCreated, entries).ToList();

        Assert.Equal(allowed, !SubscriptionRules.EventFaults(events, WebhookFormat.Standard).Any());
    }
}
