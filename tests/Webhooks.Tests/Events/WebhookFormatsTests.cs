using System.Reflection;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Tests.Events;

public sealed class WebhookFormatsTests
{
    public static TheoryData<string> StandardNames => [.. Constants(typeof(EventTypes)).Where(name => name != "*")];

    public static TheoryData<string> ChatCopsNames => [.. Constants(typeof(ChatCopsEvents))];

    [Theory]
    [InlineData("standard", WebhookFormat.Standard)]
    [InlineData("chatcops", WebhookFormat.ChatCops)]
    [InlineData("Standard", null)]
    [InlineData("ChatCops", null)]
    [InlineData("", null)]
    [InlineData(" standard", null)]
    internal void Parse_Word_IsItsFormat(string word, WebhookFormat? format) =>
        Assert.Equal(format, WebhookFormats.Parse(word));

    [Theory]
    [MemberData(nameof(StandardNames))]
    public void EventsOf_Standard_KnowsEveryNameThereIs(string name)
    {
        Assert.Contains(name, WebhookFormats.EventsOf(WebhookFormat.Standard).AsEnumerable());
        Assert.Equal(WebhookFormat.Standard, WebhookFormats.Of(name));
    }

    [Theory]
    [MemberData(nameof(ChatCopsNames))]
    public void EventsOf_ChatCops_KnowsEveryNameThereIs(string name)
    {
        Assert.Contains(name, WebhookFormats.EventsOf(WebhookFormat.ChatCops).AsEnumerable());
        Assert.Equal(WebhookFormat.ChatCops, WebhookFormats.Of(name));
    }

    // A delivery finds its format again by the name.
    [Fact]
    public void EventsOf_BothFormats_HaveNoNameInCommon() =>
        Assert.Empty(
            WebhookFormats
                .EventsOf(WebhookFormat.Standard)
                .Intersect(WebhookFormats.EventsOf(WebhookFormat.ChatCops), StringComparer.Ordinal)
        );

    [Fact]
    public void EventsOf_Any_IsNoEvent()
    {
        Assert.DoesNotContain(EventTypes.Any, WebhookFormats.EventsOf(WebhookFormat.Standard).AsEnumerable());
        Assert.DoesNotContain(EventTypes.Any, WebhookFormats.EventsOf(WebhookFormat.ChatCops).AsEnumerable());
    }

    [Theory]
    [InlineData("conversation:started", false)]
    [InlineData("conversation.later", true)]
    public void Of_NameOfALaterVersion_IsStandard(string name, bool isStandard) =>
        Assert.Equal(isStandard, WebhookFormats.Of(name) is WebhookFormat.Standard);

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
}
