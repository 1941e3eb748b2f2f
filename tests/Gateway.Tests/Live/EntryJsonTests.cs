using System.Buffers;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;

namespace Chat.Gateway.Tests.Live;

public sealed class EntryJsonTests
{
    private readonly ArrayBufferWriter<byte> output = new();

    private string Written => Encoding.UTF8.GetString(output.WrittenSpan);

    [Theory]
    [InlineData("", """{"replyId":"r"}""")]
    [InlineData("m", """{"replyId":"r","inReplyTo":"m"}""")]
    public void WriteReplyStarted_Reply_SaysWhatItAnswers(string inReplyTo, string json)
    {
        EntryJson.WriteReplyStarted(output, new ReplyStarted { ReplyId = "r", InReplyTo = inReplyTo });

        Assert.Equal(json, Written);
    }

    [Fact]
    public void WriteReplyEnded_Reply_IsNamed()
    {
        EntryJson.WriteReplyEnded(output, new ReplyEnded { ReplyId = "r" });

        Assert.Equal("""{"replyId":"r"}""", Written);
    }

    [Fact]
    public void WriteReplyDelta_Delta_SaysWhereItBelongs()
    {
        EntryJson.WriteReplyDelta(
            output,
            new ReplyDelta
            {
                ReplyId = "r",
                Text = "a\"b",
                Offset = 12,
            }
        );

        Assert.Equal("""{"replyId":"r","text":"a\"b","offset":12}""", Written);
    }
}
