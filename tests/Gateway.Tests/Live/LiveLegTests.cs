using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;

namespace Chat.Gateway.Tests.Live;

public sealed class LiveLegTests
{
    private static readonly LogCursor Start = new(7, 1, LiveScene.Reply, 5);
    private readonly RecordedReader reader = new();

    [Fact]
    public void TryAccept_Subscribed_IsTold()
    {
        var leg = NewLeg();

        Assert.True(leg.TryAccept(LiveScene.Subscribed(1, epoch: 9)));

        Assert.Equal(new LiveBegan(9, Reset: false), reader.Single);
        Assert.Equal(Start, leg.Cursor);
    }

    [Fact]
    public void TryAccept_LogWasRebuilt_BeginsAtItsBeginning()
    {
        var leg = NewLeg();

        Assert.True(leg.TryAccept(LiveScene.Subscribed(1, reset: true)));

        Assert.Equal(new LiveBegan(7, Reset: true), reader.Single);
        Assert.Equal(LogCursor.Beginning, leg.Cursor);
    }

    [Fact]
    public void TryAccept_LogWasRebuiltAndTheReaderIsFull_AsksAgainFromItsOldCursor()
    {
        var full = new RecordedReader(room: 0);
        var leg = new LiveLeg(1, LiveScene.Log, Start, full);

        Assert.False(leg.TryAccept(LiveScene.Subscribed(1, reset: true)));

        Assert.Equal([LegEnd.Lagged], full.Ends);
        Assert.Equal(Start, leg.Cursor);
    }

    [Fact]
    public void TryAccept_EntriesInOrder_AreGivenAndTheCursorIsBehindThem()
    {
        var leg = NewLeg();

        Assert.True(leg.TryAccept(LiveScene.Entries(1, LiveScene.Delta(" wor", 5), LiveScene.Delta("ld", 9))));

        Assert.Equal([" wor", "ld"], Texts());
        Assert.Equal(Start with { Offset = 11 }, leg.Cursor);
        Assert.Equal(7, Assert.IsType<LiveEntries>(reader.Single).Epoch);
    }

    [Fact]
    public void TryAccept_EntriesTheReaderHasInPart_AreGivenWithoutIt()
    {
        var leg = NewLeg();

        Assert.True(
            leg.TryAccept(
                LiveScene.Entries(
                    1,
                    LiveScene.Message(1),
                    LiveScene.Delta("Hello", 0),
                    LiveScene.Delta("lo wo", 3),
                    LiveScene.Delta("rld", 8)
                )
            )
        );

        Assert.Equal([" wo", "rld"], Texts());
        Assert.Equal(Start with { Offset = 11 }, leg.Cursor);
    }

    [Fact]
    public void TryAccept_NothingNew_GivesNothingAndGoesOn()
    {
        var leg = NewLeg();

        Assert.True(leg.TryAccept(LiveScene.Entries(1, LiveScene.Delta("Hello", 0))));

        Assert.Empty(reader.Items);
        Assert.Equal(LegEnd.None, leg.End);
    }

    [Fact]
    public void TryAccept_Gap_GivesNothingOfTheBatchAndBeginsAgainBehindTheLastOne()
    {
        var leg = NewLeg();

        Assert.False(leg.TryAccept(LiveScene.Entries(1, LiveScene.Delta(" ", 5), LiveScene.Message(3))));

        Assert.Empty(reader.Items);
        Assert.Equal([LegEnd.Lagged], reader.Ends);
        Assert.Equal(Start, leg.Cursor);
    }

    [Fact]
    public void TryAccept_ReaderIsFull_BeginsAgainBehindWhatItTook()
    {
        var full = new RecordedReader(room: 1);
        var leg = new LiveLeg(1, LiveScene.Log, Start, full);

        Assert.True(leg.TryAccept(LiveScene.Entries(1, LiveScene.Delta(" wor", 5))));
        Assert.False(leg.TryAccept(LiveScene.Entries(1, LiveScene.Delta("ld", 9))));

        Assert.Single(full.Items);
        Assert.Equal([LegEnd.Lagged], full.Ends);
        Assert.Equal(Start with { Offset = 9 }, leg.Cursor);
    }

    [Fact]
    public void TryAccept_Signals_AreGiven()
    {
        Assert.True(NewLeg().TryAccept(LiveScene.Signal(1, "presence")));

        Assert.Equal("presence", Assert.Single(Assert.IsType<LiveSignals>(reader.Single).Signals).Key);
    }

    [Fact]
    public void TryAccept_SignalsForAFullReader_EndTheLeg()
    {
        var full = new RecordedReader(room: 0);
        var leg = new LiveLeg(1, LiveScene.Log, Start, full);

        Assert.False(leg.TryAccept(LiveScene.Signal(1, "presence")));

        Assert.Equal(LegEnd.Lagged, leg.End);
    }

    [Fact]
    public void TryAccept_WordOfANewerServer_IsPassedOver()
    {
        var leg = NewLeg();

        Assert.True(leg.TryAccept(new FollowResponse { SubscriptionId = 1 }));

        Assert.Empty(reader.Items);
        Assert.Equal(LegEnd.None, leg.End);
    }

    [Theory]
    [InlineData(SubscriptionEnded.Types.Reason.NotFound, "Final", "conversation_not_found")]
    [InlineData(SubscriptionEnded.Types.Reason.Unauthenticated, "Final", "unauthenticated")]
    [InlineData(SubscriptionEnded.Types.Reason.Lagged, "Lagged", null)]
    [InlineData(SubscriptionEnded.Types.Reason.ServerStopping, "Unavailable", null)]
    [InlineData(SubscriptionEnded.Types.Reason.Exhausted, "Unavailable", null)]
    [InlineData(SubscriptionEnded.Types.Reason.Unavailable, "Unavailable", null)]
    [InlineData((SubscriptionEnded.Types.Reason)99, "Unavailable", null)]
    public void TryAccept_Ended_EndsTheLegAsTheReasonSays(
        SubscriptionEnded.Types.Reason reason,
        string end,
        string? code
    )
    {
        var leg = NewLeg();

        Assert.False(leg.TryAccept(LiveScene.Ended(1, reason)));

        Assert.Equal(end, leg.End.ToString());
        Assert.Equal([leg.End], reader.Ends);
        Assert.Equal(code, reader.Items.Cast<LiveEnded>().SingleOrDefault()?.Error.Code);
    }

    [Fact]
    public void TryAccept_AfterTheEnd_TakesNothing()
    {
        var leg = NewLeg();
        leg.Complete(LegEnd.Unavailable);

        Assert.False(leg.TryAccept(LiveScene.Entries(1, LiveScene.Delta(" wor", 5))));
        Assert.False(leg.TryAccept(LiveScene.Subscribed(1, reset: true)));

        Assert.Empty(reader.Items);
        Assert.Equal(Start, leg.Cursor);
    }

    [Fact]
    public void Complete_Twice_TheFirstReasonCounts()
    {
        var leg = NewLeg();

        leg.Complete(LegEnd.Final);
        leg.Complete(LegEnd.Lagged);

        Assert.Equal(LegEnd.Final, leg.End);
        Assert.Equal([LegEnd.Final], reader.Ends);
    }

    [Fact]
    public void TryAnnounceOn_SameConnectionTwice_IsTrueOnce()
    {
        var leg = NewLeg();

        Assert.Equal(
            [true, false, true, false],
            new[] { 1L, 1, 2, 2 }.Select(connection => leg.TryAnnounceOn(connection))
        );
    }

    private LiveLeg NewLeg() => new(1, LiveScene.Log, Start, reader);

    private IEnumerable<string> Texts() =>
        Assert.IsType<LiveEntries>(reader.Single).Entries.Select(entry => entry.ReplyDelta.Text);
}
