using System.Text;
using Chat.Gateway.WebSockets;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class ClientFrameReaderTests
{
    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[]>(bytes => Read(bytes ?? []) || true).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_AnyCutOfAFrame_IsNoFrame()
    {
        var frame = Encoding.UTF8.GetBytes("""{"type":"message.send","id":"1","text":"é","clientMessageId":"c"}""");

        Assert.True(Read(frame));
        Assert.All(Enumerable.Range(0, frame.Length), length => Assert.False(Read(frame[..length])));
    }

    [Theory]
    [InlineData("""{"type":"ping"}""")]
    [InlineData("""{"type":"ping","id":"1","more":[]}""")]
    [InlineData("""{"type":"auth","token":"t"}""")]
    [InlineData("""{"type":"unsubscribe","id":"s"}""")]
    [InlineData("""{"type":"subscribe","id":"s","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    public void Read_Frames_AreKnown(string frame) => Assert.True(Read(Encoding.UTF8.GetBytes(frame)));

    [Theory]
    [InlineData("""{"type":"subscribe","id":"s","conversationId":"x"}""")]
    [InlineData(
        """{"type":"subscribe","id":"s","conversationId":"0190b000-0000-7000-8000-00000000000a","cursor":"x"}"""
    )]
    [InlineData("""{"type":"message.send","id":"1","text":"","clientMessageId":"c"}""")]
    [InlineData("""{"type":"message.send","id":"1","text":"x"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    public void Read_WrongFrames_AreRefused(string frame) => Assert.False(Read(Encoding.UTF8.GetBytes(frame)));

    private static bool Read(byte[] bytes) => ClientFrameReader.Read(bytes).IsSuccess;
}
