using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;

namespace Chat.Gateway.Tests.Live;

public sealed class LogOrderTests
{
    private static readonly LogCursor Cursor = new(7, 3, "r", 5);

    [Theory]
    [InlineData(3, "Known")]
    [InlineData(4, "Next")]
    [InlineData(5, "Gap")]
    public void Compare_Message_CountsByOne(long sequence, string place)
    {
        var entry = new LogEntry
        {
            Sequence = sequence,
            Message = new Message { Id = "m", Sequence = sequence },
        };

        Assert.Equal(place, LogOrder.Compare(Cursor, entry).ToString());
    }

    [Theory]
    [InlineData(0, "Hello", "Known")]
    [InlineData(3, "lo wo", "Overlaps")]
    [InlineData(5, " world", "Next")]
    [InlineData(6, "world", "Gap")]
    public void Compare_DeltaOfTheSameReply_GoesByOffset(int offset, string text, string place) =>
        Assert.Equal(place, LogOrder.Compare(Cursor, Delta(3, "r", offset, text)).ToString());

    [Theory]
    [InlineData(3, 0, "Next")]
    [InlineData(3, 2, "Gap")]
    [InlineData(2, 0, "Known")]
    public void Compare_DeltaOfAnotherReply_BeginsAtZeroAndIsNotOld(long sequence, int offset, string place) =>
        Assert.Equal(place, LogOrder.Compare(Cursor, Delta(sequence, "other", offset, "x")).ToString());

    [Theory]
    [InlineData(0, "", "Known")]
    [InlineData(0, "Hello world", "Overlaps")]
    [InlineData(5, "", "Known")]
    public void Compare_DeltaOfTheSameReplyAtItsEdges_GoesByItsEnd(int offset, string text, string place) =>
        Assert.Equal(place, LogOrder.Compare(Cursor, Delta(3, "r", offset, text)).ToString());

    [Fact]
    public void Compare_OldDeltaOfTheReplyThatIsFollowed_GoesByOffset() =>
        Assert.Equal(LogPlace.Next, LogOrder.Compare(Cursor, Delta(2, "r", 5, " world")));

    [Theory]
    [InlineData(2, "other", "Known")]
    [InlineData(3, "other", "Next")]
    [InlineData(3, "r", "Known")]
    [InlineData(4, "r", "Known")]
    public void Compare_ReplyStarted_IsNewWhereNeitherItNorItsMessageIsKnown(
        long sequence,
        string replyId,
        string place
    )
    {
        var entry = new LogEntry
        {
            Sequence = sequence,
            ReplyStarted = new ReplyStarted { ReplyId = replyId },
        };

        Assert.Equal(place, LogOrder.Compare(Cursor, entry).ToString());
    }

    [Theory]
    [InlineData("r", "Next")]
    [InlineData("other", "Known")]
    public void Compare_ReplyCameToNothing_IsNewWhereItIsFollowed(string replyId, string place)
    {
        var entry = new LogEntry
        {
            Sequence = 3,
            ReplyEnded = new ReplyEnded { ReplyId = replyId },
        };

        Assert.Equal(place, LogOrder.Compare(Cursor, entry).ToString());
    }

    [Fact]
    public void Compare_EntryOfANewerServer_IsPassedOver() =>
        Assert.Equal(LogPlace.Known, LogOrder.Compare(Cursor, new LogEntry { Sequence = 4 }));

    [Fact]
    public void Trim_OverlappingDelta_KeepsTheMissingPart()
    {
        var trimmed = LogOrder.Trim(Cursor, Delta(3, "r", 3, "lo wo"));

        Assert.Equal(Delta(3, "r", 5, " wo"), trimmed);
    }

    private static LogEntry Delta(long sequence, string replyId, int offset, string text) =>
        new()
        {
            Sequence = sequence,
            ReplyDelta = new ReplyDelta
            {
                ReplyId = replyId,
                Offset = offset,
                Text = text,
            },
        };
}
