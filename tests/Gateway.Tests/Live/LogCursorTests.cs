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
