using System.Buffers;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Live;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Gateway.Tests.Sse;

public sealed class SseCodecTests
{
    private static readonly LogCursor Cursor = new(7, 1, "0190b000-0000-7000-8000-00000000000c", 3);

    [Fact]
    public void WriteDelta_AnyText_IsOneEventWithThatText() =>
        Prop.ForAll<string?, NonNegativeInt>(
                (text, offset) =>
                {
                    var output = new ArrayBufferWriter<byte>();
                    var wellFormed = System.Text.Encoding.UTF8.GetString(
                        System.Text.Encoding.UTF8.GetBytes(text ?? "")
                    );
                    new NativeReplyFrames(null).WriteDelta(output, wellFormed, offset.Get, Cursor);
                    var read = SseReader.Parse(output.WrittenSpan.ToArray());
                    return read.Count == 1
                        && read[0].Name == "delta"
                        && read[0].Id == Cursor.ToString()
                        && read[0].Json.GetProperty("text").GetString() == wellFormed
                        && read[0].Json.GetProperty("offset").GetInt32() == offset.Get;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void WriteDone_InterruptedMessage_SaysSoAndWhy()
    {
        var output = new ArrayBufferWriter<byte>();
        var message = new Message
        {
            Id = "r",
            Sequence = 2,
            State = MessageState.Interrupted,
            InterruptionReason = "taken_over",
        };

        new NativeReplyFrames(null).WriteDone(output, message, Cursor);

        var done = SseReader.Parse(output.WrittenSpan.ToArray()).Single().Json.GetProperty("message");
        Assert.Equal("interrupted", done.GetProperty("state").GetString());
        Assert.Equal("taken_over", done.GetProperty("interruptionReason").GetString());
    }

    [Theory]
    [InlineData((int)HumanTurn.Queued, "queued")]
    [InlineData((int)HumanTurn.HandedOver, "handed_over")]
    [InlineData((int)HumanTurn.Unspecified, "queued")]
    public void WriteHumanTurn_PeopleAnswer_IsAnEventOfItsOwn(int turn, string name)
    {
        var output = new ArrayBufferWriter<byte>();

        new NativeReplyFrames(null).WriteHumanTurn(output, (HumanTurn)turn, Cursor);

        var read = SseReader.Parse(output.WrittenSpan.ToArray()).Single();
        Assert.Equal((name, Cursor.ToString()), (read.Name, read.Id));
    }

    [Theory]
    [InlineData("UpstreamUnavailable", "unavailable")]
    [InlineData("UpstreamFailed", "internal_error")]
    [InlineData("DeadlineExceeded", "deadline_exceeded")]
    [InlineData("ServerStopping", "server_stopping")]
    public void ToFault_EndThatTheReaderMustKnow_HasARetryableFault(string end, string code)
    {
        var fault = StreamEndTable.ToFault(Enum.Parse<StreamEnd>(end));

        Assert.Equal(code, fault?.Code);
        Assert.True(fault?.Retryable);
    }

    [Fact]
    public void ToFault_CredentialRefused_SaysThatTheSameOneIsOfNoUse()
    {
        var fault = StreamEndTable.ToFault(StreamEnd.CredentialRefused);

        Assert.Equal(("token_invalid", false), (fault?.Code, fault?.Retryable));
    }

    [Theory]
    [InlineData("Completed")]
    [InlineData("ClientGone")]
    [InlineData("ClientTooSlow")]
    [InlineData("Follow")]
    public void ToFault_EndWithNobodyToTell_HasNone(string end) =>
        Assert.Null(StreamEndTable.ToFault(Enum.Parse<StreamEnd>(end)));
}
