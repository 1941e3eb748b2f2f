using Chat.Sessions.Analytics;

namespace Chat.Sessions.Tests.Analytics;

public sealed class AnalyticsFiguresTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public void Of_NoRows_IsAllZero()
    {
        var figures = AnalyticsFigures.Of([]);

        Assert.Equal((0, 0, 0, 0.0), Numbers(figures));
        Assert.Equal(
            ["conversation:started", "message:sent", "message:received", "lead:captured"],
            figures.EventCounts.Keys
        );
    }

    [Fact]
    public void Of_SeveralDays_SumsThemUp()
    {
        var figures = AnalyticsFigures.Of([
            new DayCount(Day, AnalyticsEvent.ConversationStarted, 1),
            new DayCount(Day, AnalyticsEvent.MessageSent, 3),
            new DayCount(Day, AnalyticsEvent.MessageReceived, 2),
            new DayCount(Day.AddDays(1), AnalyticsEvent.ConversationStarted, 1),
            new DayCount(Day.AddDays(1), AnalyticsEvent.LeadCaptured, 4),
        ]);

        Assert.Equal((2, 5, 4, 2.5), Numbers(figures));
        Assert.Equal(4, figures.LeadsCapture);
        Assert.Equal([2L, 3L, 2L, 4L], figures.EventCounts.Values);
    }

    private static (long, long, long, double) Numbers(AnalyticsFigures figures) =>
        (
            figures.TotalConversations,
            figures.TotalMessages,
            figures.LeadsCaptured,
            figures.AverageMessagesPerConversation
        );
}
