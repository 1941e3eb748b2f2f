using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.Sessions.Analytics;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Sessions.Tests.Analytics;

public sealed class AnalyticsMappingTests
{
    [Theory]
    [InlineData(AuthorKind.Visitor, "hello", (int)AnalyticsEvent.MessageSent)]
    [InlineData(AuthorKind.User, "hello", (int)AnalyticsEvent.MessageSent)]
    [InlineData(AuthorKind.Visitor, " ", (int)AnalyticsEvent.MessageSent)]
    [InlineData(AuthorKind.Ai, "hello", (int)AnalyticsEvent.MessageReceived)]
    [InlineData(AuthorKind.Agent, "hello", (int)AnalyticsEvent.MessageReceived)]
    [InlineData(AuthorKind.Ai, " \n", 0)]
    [InlineData(AuthorKind.Ai, "", 0)]
    [InlineData(AuthorKind.System, "hello", 0)]
    public void ToCounted_Message_CountsByItsAuthor(AuthorKind author, string text, int expected)
    {
        var message = new Message
        {
            Author = new Author { Kind = author },
            Text = text,
        };

        var counted = AnalyticsMapping.ToCounted(new MessagePosted { Header = Header(), Message = message });

        Assert.Equal(expected, (int?)counted?.Kind ?? 0);
    }

    [Fact]
    public void ToCounted_LastSecondOfADay_BelongsToThatDayInUtc()
    {
        var header = Header();
        header.OccurredAt = new DateTimeOffset(2026, 3, 2, 1, 59, 59, TimeSpan.FromHours(2)).ToTimestamp();

        var counted = AnalyticsMapping.ToCounted(new ConversationStarted { Header = header });

        Assert.Equal(
            new CountedEvent(
                Guid.Parse(header.EventId),
                Guid.Parse(header.TenantId),
                new DateOnly(2026, 3, 1),
                AnalyticsEvent.ConversationStarted
            ),
            counted
        );
    }

    [Fact]
    public void ToCounted_EventIdIsNoUuid_Throws()
    {
        var header = Header();
        header.EventId = "no id";

        Assert.Throws<FormatException>(() => AnalyticsMapping.ToCounted(new ConversationStarted { Header = header }));
    }

    private static EventHeader Header() =>
        new()
        {
            EventId = Ids.NewText(),
            TenantId = Ids.NewText(),
            OccurredAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToTimestamp(),
        };
}
