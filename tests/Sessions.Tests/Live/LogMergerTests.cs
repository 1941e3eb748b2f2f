using Chat.Contracts.Sessions.V1;
using Chat.Sessions.Live;

namespace Chat.Sessions.Tests.Live;

public sealed class LogMergerTests
{
    private readonly List<LogEntry> output = [];

    [Fact]
    public void Offer_NextMessage_IsTaken()
    {
        var merger = new LogMerger(4, "", 0);

        Assert.Equal(MergeOutcome.Taken, merger.Offer(Message(5), output));

        Assert.Equal(5, merger.Sequence);
        Assert.Equal(5, Assert.Single(output).Sequence);
    }

    [Fact]
    public void Offer_MessageAgain_IsKnown()
    {
        var merger = new LogMerger(5, "", 0);

        Assert.Equal(MergeOutcome.Known, merger.Offer(Message(5), output));

        Assert.Empty(output);
    }

    [Fact]
    public void Offer_MessageBehindGap_AsksForTheLog()
    {
        var merger = new LogMerger(5, "", 0);

        Assert.Equal(MergeOutcome.MessagesMissing, merger.Offer(Message(7), output));

        Assert.Equal(5, merger.Sequence);
        Assert.Empty(output);
    }

    [Fact]
    public void Offer_DeltaBeforeItsQuestionArrived_AsksForTheLog()
    {
        var merger = new LogMerger(0, "", 0);

        Assert.Equal(MergeOutcome.MessagesMissing, merger.Offer(Delta("r", 0, "text", sequence: 1), output));
    }

    [Fact]
    public void Offer_DeltasInOrder_AreTaken()
    {
        var merger = new LogMerger(1, "", 0);

        merger.Offer(Started("r"), output);
        merger.Offer(Delta("r", 0, "one "), output);
        merger.Offer(Delta("r", 4, "two"), output);

        Assert.Equal("one two", Text());
        Assert.Equal("r", output[0].ReplyStarted.ReplyId);
    }

    [Fact]
    public void Offer_DeltaAgain_IsKnown()
    {
        var merger = new LogMerger(1, "r", 4);

        Assert.Equal(MergeOutcome.Known, merger.Offer(Delta("r", 0, "one "), output));
    }

    [Fact]
    public void Offer_OverlappingDelta_IsCut()
    {
        var merger = new LogMerger(1, "r", 2);

        merger.Offer(Delta("r", 0, "abcd"), output);

        var delta = Assert.Single(output).ReplyDelta;
        Assert.Equal((2, "cd"), (delta.Offset, delta.Text));
    }

    [Fact]
    public void Offer_DeltaBehindGap_WaitsForTheText()
    {
        var merger = new LogMerger(1, "r", 0);

        Assert.Equal(MergeOutcome.TextMissing, merger.Offer(Delta("r", 5, "later"), output));

        Assert.True(merger.AwaitsText);
        Assert.Empty(output);
    }

    [Fact]
    public void OfferSnapshot_ReachesTheGap_GivesTextAndWhatWaited()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Delta("r", 5, "world"), output);
        merger.Offer(Delta("r", 10, "!"), output);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "hello", output);

        Assert.Equal("helloworld!", Text());
        Assert.False(merger.AwaitsText);
    }

    [Fact]
    public void OfferSnapshot_FallsShortOfTheGap_KeepsWaiting()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Delta("r", 5, "world"), output);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "hel", output);
        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "hellowo", output);

        Assert.Equal("helloworld", Text());
    }

    [Fact]
    public void OfferSnapshot_ReaderCameBack_GivesOnlyTheRest()
    {
        var merger = new LogMerger(1, "r", 3);

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "hello", output);

        var delta = Assert.Single(output).ReplyDelta;
        Assert.Equal((3, "lo"), (delta.Offset, delta.Text));
    }

    [Fact]
    public void OfferSnapshot_ReplyIsDone_GivesNothing()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Message(2, "r", AuthorKind.Ai), output);
        output.Clear();

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "hello", output);

        Assert.Empty(output);
    }

    [Fact]
    public void Offer_DeltaAfterTheReplysMessage_IsKnown()
    {
        var merger = new LogMerger(1, "r", 2);
        merger.Offer(Message(2, "r", AuthorKind.Ai), output);
        output.Clear();

        Assert.Equal(MergeOutcome.Known, merger.Offer(Delta("r", 2, "late", sequence: 2), output));

        Assert.Empty(output);
    }

    [Fact]
    public void Offer_MessageWhileTextIsMissing_EndsTheWait()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Delta("r", 5, "world"), output);

        merger.Offer(Message(2, "r", AuthorKind.Ai), output);

        Assert.False(merger.AwaitsText);
    }

    [Fact]
    public void Offer_DeltaSaidBeforeAnotherMessage_CarriesTheReadersSequence()
    {
        var merger = new LogMerger(1, "r", 0);
        merger.Offer(Message(2), output);
        output.Clear();

        merger.Offer(Delta("r", 0, "text", sequence: 1), output);

        Assert.Equal(2, Assert.Single(output).Sequence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20261121)]
    public void Offer_AnyOrderWithRepeats_GivesTheLogOnce(int seed)
    {
        var random = new Random(seed);
        var text = "The quick brown fox jumps over the lazy dog.";
        var deltas = Enumerable.Range(0, text.Length).Select(i => Delta("r", i, text[i..Math.Min(text.Length, i + 3)]));
        var merger = new LogMerger(1, "", 0);
        var shuffled = deltas.Concat(deltas).OrderBy(_ => random.Next()).ToList();

        for (var i = 0; i < shuffled.Count; i++)
        {
            merger.Offer(shuffled[i], output);
            if (random.Next(4) == 0)
            {
                merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, text[..random.Next(text.Length)], output);
            }
        }

        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, text, output);
        Assert.Equal(text, Text());
        Assert.Single(output, entry => entry.ReplyStarted is not null);
    }

    [Fact]
    public void Offer_ShownReplyCameToNothing_IsTakenOnceAndNothingOfItLater()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Started("r"), output);

        Assert.Equal(MergeOutcome.Taken, merger.Offer(Ended("r"), output));
        Assert.Equal(MergeOutcome.Known, merger.Offer(Ended("r"), output));
        Assert.Equal(MergeOutcome.Known, merger.Offer(Started("r"), output));
        Assert.Equal(MergeOutcome.Known, merger.Offer(Delta("r", 0, "late"), output));
        merger.OfferSnapshot(new ReplyStarted { ReplyId = "r" }, "late", output);

        Assert.Equal(["r", ""], output.Select(entry => entry.ReplyStarted?.ReplyId ?? ""));
        Assert.Equal("r", output[^1].ReplyEnded.ReplyId);
    }

    [Fact]
    public void Offer_ReplyNobodySawBeginCameToNothing_IsKnown()
    {
        var merger = new LogMerger(1, "", 0);
        merger.Offer(Started("other"), output);

        Assert.Equal(MergeOutcome.Known, merger.Offer(Ended("r"), output));
        Assert.Equal(MergeOutcome.Known, merger.Offer(Started("r"), output));

        Assert.Single(output);
    }

    [Fact]
    public void Offer_ReplyCameToNothingBehindGap_AsksForTheLog() =>
        Assert.Equal(MergeOutcome.MessagesMissing, new LogMerger(1, "r", 0).Offer(Ended("r", sequence: 2), output));

    [Fact]
    public void OfferSpeaker_NobodyTwice_EndsTheReplyOnce()
    {
        var merger = new LogMerger(1, "r", 4);

        merger.OfferSpeaker("", output);
        Assert.Empty(output);
        merger.OfferSpeaker("", output);
        merger.OfferSpeaker("", output);
        merger.OfferSpeaker("", output);

        Assert.Equal("r", Assert.Single(output).ReplyEnded.ReplyId);
        Assert.Equal(MergeOutcome.Known, merger.Offer(Delta("r", 4, "late"), output));
    }

    [Fact]
    public void OfferSpeaker_AnotherTwice_EndsTheReplyThatWasShown()
    {
        var merger = new LogMerger(1, "r", 4);

        merger.OfferSpeaker("other", output);
        merger.OfferSpeaker("other", output);

        Assert.Equal("r", Assert.Single(output).ReplyEnded.ReplyId);
        Assert.Equal(MergeOutcome.Taken, merger.Offer(Started("other"), output));
    }

    [Fact]
    public void OfferSpeaker_ItsOwnBetweenTwoOfNobody_GoesOn()
    {
        var merger = new LogMerger(1, "r", 4);

        merger.OfferSpeaker("", output);
        merger.OfferSpeaker("r", output);
        merger.OfferSpeaker("", output);

        Assert.Empty(output);
    }

    // What the first look saw was older than the reply that began since.
    [Fact]
    public void OfferSpeaker_NobodyOnceForEachOfTwoReplies_EndsNeither()
    {
        var merger = new LogMerger(1, "r", 4);

        merger.OfferSpeaker("", output);
        merger.Offer(Message(2, "r", AuthorKind.Ai), output);
        merger.Offer(Started("next"), output);
        merger.OfferSpeaker("", output);

        Assert.DoesNotContain(output, entry => entry.ReplyEnded is not null);
    }

    [Fact]
    public void OfferSpeaker_NoReplyIsShown_SaysNothing()
    {
        var merger = new LogMerger(1, "", 0);

        merger.OfferSpeaker("", output);
        merger.OfferSpeaker("", output);

        Assert.Empty(output);
    }

    private string Text()
    {
        var text = "";
        foreach (var delta in output.Select(entry => entry.ReplyDelta).OfType<ReplyDelta>())
        {
            Assert.Equal(text.Length, delta.Offset);
            text += delta.Text;
        }

        return text;
    }

    private static LogEntry Message(long sequence, string id = "m", AuthorKind author = AuthorKind.Visitor) =>
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

    private static LogEntry Ended(string reply, long sequence = 1) =>
        new()
        {
            Sequence = sequence,
            ReplyEnded = new ReplyEnded { ReplyId = reply },
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
