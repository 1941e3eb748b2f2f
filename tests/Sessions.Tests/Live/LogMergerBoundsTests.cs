using Chat.Contracts.Sessions.V1;
using Chat.Sessions.Live;

namespace Chat.Sessions.Tests.Live;

/// <summary>What a reader's place holds at its bounds, and with entries nobody should send.</summary>
public sealed class LogMergerBoundsTests
{
    private const int MaxPending = 100_000;
    private readonly List<LogEntry> output = [];

    private string Text => string.Concat(output.Select(entry => entry.ReplyDelta?.Text));

    [Fact]
    public void Offer_EntryOfALaterVersion_IsPassedOver()
    {
        var merger = new LogMerger(1, "", 0);

        Assert.Equal(MergeOutcome.Known, merger.Offer(new LogEntry { Sequence = 2 }, output));

        Assert.Equal(1, merger.Sequence);
        Assert.Empty(output);
    }

    [Fact]
    public void Offer_StartAgain_IsKnown()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Started("r"), output);

        Assert.Equal(MergeOutcome.Known, merger.Offer(Started("r"), output));

        Assert.Single(output);
    }

    [Fact]
    public void Offer_StartBeforeItsQuestionArrived_AsksForTheLog() =>
        Assert.Equal(MergeOutcome.MessagesMissing, new LogMerger(1, "", 0).Offer(Started("r", sequence: 2), output));

    [Fact]
    public void Offer_StartAfterTheReplysMessage_IsKnown()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Message(2, "r", AuthorKind.Ai), output);

        Assert.Equal(MergeOutcome.Known, merger.Offer(Started("r", sequence: 2), output));
    }

    [Fact]
    public void Offer_NextReplyWhileOneRuns_BeginsAnew()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Started("r1"), output);
        merger.Offer(Delta("r1", 0, "given up"), output);
        output.Clear();

        merger.Offer(Started("r2"), output);
        merger.Offer(Delta("r2", 0, "new"), output);

        Assert.Equal(["r2", ""], output.Select(entry => entry.ReplyStarted?.ReplyId ?? ""));
        Assert.Equal((0, "new"), (output[1].ReplyDelta.Offset, output[1].ReplyDelta.Text));
    }

    // A visitor who writes in the middle of an answer does not end it.
    [Theory]
    [InlineData(AuthorKind.Visitor)]
    [InlineData(AuthorKind.User)]
    [InlineData(AuthorKind.Agent)]
    public void Offer_MessageOfAPerson_LeavesTheReplyRunning(AuthorKind author)
    {
        var merger = new LogMerger(1, "r", 2);

        merger.Offer(Message(2, "m", author), output);

        Assert.Equal(MergeOutcome.Taken, merger.Offer(Delta("r", 2, "on"), output));
    }

    [Fact]
    public void Offer_MessageOfAnotherReply_LeavesThisOneRunning()
    {
        var merger = new LogMerger(1, "r2", 2);

        merger.Offer(Message(2, "r1", AuthorKind.Ai), output);

        Assert.Equal(MergeOutcome.Taken, merger.Offer(Delta("r2", 2, "on", sequence: 2), output));
    }

    [Fact]
    public void New_OffsetWithoutAReply_MeansNothing()
    {
        var merger = new LogMerger(1, "", 50);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "hello", output);

        Assert.Equal("hello", Text);
    }

    // A cursor may claim more text than there is, because the log was rebuilt or it was made up.
    [Fact]
    public void OfferSnapshot_ReaderClaimsMoreThanThereIs_GivesNothing()
    {
        var merger = new LogMerger(1, "r", 1_000);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "hello", output);

        Assert.Empty(output);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    public void Offer_LateTextOfAnEarlierReply_IsKnownForAFewReplies(int replies, bool forgotten)
    {
        var merger = new LogMerger(0, "", 0);
        for (var n = 1; n <= replies; n++)
        {
            merger.Offer(Message(n, $"r{n}", AuthorKind.Ai), output);
        }

        var outcome = merger.Offer(Delta("r1", 5, "late", sequence: 1), output);

        Assert.Equal(forgotten ? MergeOutcome.TextMissing : MergeOutcome.Known, outcome);
        Assert.Empty(Text);
    }

    [Fact]
    public void Offer_WaitingTextAtItsBound_IsKept()
    {
        var merger = new LogMerger(1, "", 0);
        var waiting = new string('x', MaxPending);
        merger.Offer(Delta("r", 1, waiting), output);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "a", output);

        Assert.Equal("a" + waiting, Text);
    }

    // What is let go of comes with the next snapshot; only the memory must not grow.
    [Fact]
    public void Offer_WaitingTextOverItsBound_KeepsTheLatestAndComesWithTheSnapshot()
    {
        var merger = new LogMerger(1, "", 0);
        var waiting = new string('x', MaxPending);
        merger.Offer(Delta("r", 1, waiting), output);
        merger.Offer(Delta("r", 1 + MaxPending, "y"), output);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "a", output);
        Assert.Equal("a", Text);
        Assert.True(merger.AwaitsText);
        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "a" + waiting, output);

        Assert.Equal("a" + waiting + "y", Text);
        Assert.False(merger.AwaitsText);
    }

    [Fact]
    public void Offer_WaitingTextOverlaps_IsJoinedOnce()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Delta("r", 2, "cdef"), output);
        merger.Offer(Delta("r", 4, "efgh"), output);
        merger.Offer(Delta("r", 3, "def"), output);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "ab", output);

        Assert.Equal("abcdefgh", Text);
    }

    [Fact]
    public void Offer_WaitingTextHasAGapItself_KeepsTheLater()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Delta("r", 2, "c"), output);
        merger.Offer(Delta("r", 5, "f"), output);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "ab", output);
        Assert.Equal("ab", Text);
        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "abcde", output);

        Assert.Equal("abcdef", Text);
    }

    [Fact]
    public void Offer_WaitingTextOfAnotherReply_TakesItsPlace()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Delta("r1", 2, "old"), output);
        merger.Offer(Delta("r2", 2, "new"), output);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r2" }, "a ", output);

        Assert.Equal("a new", Text);
    }

    private static LogEntry Message(long sequence, string id, AuthorKind author) =>
        new()
        {
            Sequence = sequence,
            Message = new Message
            {
                Id = id,
                Sequence = sequence,
                Author = new Author { Kind = author },
            },
        };

    private static LogEntry Started(string reply, long sequence = 1) =>
        new()
        {
            Sequence = sequence,
            ReplyStarted = new ReplyStarted { ReplyId = reply },
        };

    private static LogEntry Delta(string reply, int offset, string text, long sequence = 1) =>
        new()
        {
            Sequence = sequence,
            ReplyDelta = new ReplyDelta
            {
                ReplyId = reply,
                Offset = offset,
                Text = text,
            },
        };
}
