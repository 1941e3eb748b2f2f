using System.Buffers;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Gateway.Tests.Live;

public sealed class LogCursorTests
{
    private const string Reply = "0190b000-0000-7000-8000-00000000000c";

    [Fact]
    public void TryParse_WhatWriteToWrote_IsTheSameCursor() =>
        Prop.ForAll<NonNegativeInt, NonNegativeInt, NonNegativeInt>(
                (epoch, sequence, offset) =>
                {
                    var cursor =
                        offset.Get % 2 == 0
                            ? new LogCursor(epoch.Get, sequence.Get, Reply, offset.Get)
                            : LogCursor.After(epoch.Get, sequence.Get);
                    var output = new ArrayBufferWriter<byte>();
                    cursor.WriteTo(output);
                    var text = Encoding.UTF8.GetString(output.WrittenSpan);
                    return text == cursor.ToString() && LogCursor.TryParse(text, out var read) && read == cursor;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2.3")]
    [InlineData("a.2")]
    [InlineData("1.-2")]
    [InlineData("+1.2")]
    [InlineData("1.2.nouuid.4")]
    [InlineData("1.2." + Reply + ".2147483648")]
    [InlineData("1.2." + Reply + ".4.5")]
    [InlineData("99999999999999999999.1")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(LogCursor.TryParse(text, out _));

    [Fact]
    public void TryParse_AnyText_NeverThrows() =>
        Prop.ForAll<string?>(text => LogCursor.TryParse(text, out _) || true).QuickCheckThrowOnFailure();

    [Fact]
    public void Advance_MessageOfSomebodyElse_KeepsTheReplyThatIsFollowed()
    {
        var cursor = new LogCursor(7, 1, Reply, 5);
        var entry = new LogEntry
        {
            Sequence = 2,
            Message = new Message { Id = "other", Sequence = 2 },
        };

        Assert.Equal(new LogCursor(7, 2, Reply, 5), cursor.Advance(7, entry));
    }

    [Fact]
    public void Advance_AnotherReplyBegins_IsAtItsBeginning()
    {
        var entry = new LogEntry
        {
            Sequence = 1,
            ReplyStarted = new ReplyStarted { ReplyId = "other" },
        };

        Assert.Equal(new LogCursor(8, 1, "other", 0), new LogCursor(7, 1, Reply, 5).Advance(8, entry));
    }

    [Theory]
    [InlineData(Reply, "8.1")]
    [InlineData("other", $"7.1.{Reply}.5")]
    public void Advance_ReplyCameToNothing_StandsInNoReplyIfItWasThat(string replyId, string expected)
    {
        var entry = new LogEntry
        {
            Sequence = 1,
            ReplyEnded = new ReplyEnded { ReplyId = replyId },
        };

        Assert.Equal(expected, new LogCursor(7, 1, Reply, 5).Advance(8, entry).ToString());
    }

    [Fact]
    public void Advance_SameReplyBeginsAgain_KeepsItsText()
    {
        var cursor = new LogCursor(7, 1, Reply, 5);
        var entry = new LogEntry
        {
            Sequence = 1,
            ReplyStarted = new ReplyStarted { ReplyId = Reply },
        };

        Assert.Equal(cursor, cursor.Advance(7, entry));
    }

    [Fact]
    public void Advance_DeltaOfAnotherReply_IsBehindIt()
    {
        var entry = new LogEntry
        {
            Sequence = 1,
            ReplyDelta = new ReplyDelta
            {
                ReplyId = "other",
                Offset = 3,
                Text = "lo",
            },
        };

        Assert.Equal(new LogCursor(8, 1, "other", 5), new LogCursor(7, 1, Reply, 9).Advance(8, entry));
    }

    [Fact]
    public void Advance_EntryOfANewerServer_StaysWhereItIs()
    {
        var cursor = new LogCursor(7, 1, Reply, 5);

        Assert.Equal(cursor, cursor.Advance(8, new LogEntry { Sequence = 2 }));
    }

    [Theory]
    [InlineData("0.0", 0, 0, "", 0)]
    [InlineData("9223372036854775807.9223372036854775807", long.MaxValue, long.MaxValue, "", 0)]
    [InlineData("1.2." + Reply + ".2147483647", 1, 2, Reply, int.MaxValue)]
    public void TryParse_AtTheBounds_IsRead(string text, long epoch, long sequence, string reply, int offset)
    {
        Assert.True(LogCursor.TryParse(text, out var cursor));
        Assert.Equal(new LogCursor(epoch, sequence, reply, offset), cursor);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void TryParse_Length_IsBounded(int length, bool isRead) =>
        Assert.Equal(isRead, LogCursor.TryParse("1." + new string('0', length - 3) + "5", out _));

    [Fact]
    public void TryParse_Refused_LeavesTheBeginning()
    {
        Assert.False(LogCursor.TryParse("7.x", out var cursor));
        Assert.Equal(LogCursor.Beginning, cursor);
        Assert.False(LogCursor.TryParse(null, out cursor));
        Assert.Equal(LogCursor.Beginning, cursor);
    }

    [Fact]
    public void ToProto_Cursor_HasAllOfIt() =>
        Assert.Equal(
            new Cursor
            {
                Epoch = 7,
                Sequence = 3,
                ReplyId = Reply,
                Offset = 5,
            },
            new LogCursor(7, 3, Reply, 5).ToProto()
        );

    [Fact]
    public void Advance_TheReplysMessage_EndsTheReply()
    {
        var cursor = new LogCursor(7, 1, Reply, 5);
        var entry = new LogEntry
        {
            Sequence = 2,
            Message = new Message { Id = Reply, Sequence = 2 },
        };

        Assert.Equal(LogCursor.After(7, 2), cursor.Advance(7, entry));
    }
}
