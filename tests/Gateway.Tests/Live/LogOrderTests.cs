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

    [Fact]
    public void Trim_OverlappingDelta_KeepsTheMissingPart()
    {
        var trimmed = LogOrder.Trim(Cursor, Delta(3, "r", 3, "lo wo"));

        Assert.Equal((5, " wo"), (trimmed.ReplyDelta.Offset, trimmed.ReplyDelta.Text));
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
