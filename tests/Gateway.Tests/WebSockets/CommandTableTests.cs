using System.Text;
using Chat.Gateway.WebSockets;
using Chat.Gateway.WebSockets.Commands;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class CommandTableTests
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
    [InlineData("""{"type":"subscribe","id":"s","topic":"inbox"}""")]
    [InlineData("""{"type":"accept","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    [InlineData("""{"type":"escalate","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    [InlineData("""{"type":"read","conversationId":"0190b000-0000-7000-8000-00000000000a","sequence":3}""")]
    [InlineData("""{"type":"status","id":"1","status":"away"}""")]
    [InlineData("""{"type":"conversation.open","id":"1"}""")]
    [InlineData("""{"type":"conversation.open","id":"1","owner":{"kind":"user","id":"u"},"subject":""}""")]
    [InlineData("""{"type":"message.send","id":"1","text":"x","clientMessageId":"c","author":{"kind":"system"}}""")]
    [InlineData("""{"type":"conversation.list","id":"1","status":"open,queued","limit":50}""")]
    [InlineData(
        """{"type":"rating","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a","value":1,"followUp":["x"]}"""
    )]
    [InlineData("""{"type":"resolve","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    [InlineData("""{"type":"typing","conversationId":"0190b000-0000-7000-8000-00000000000a","typing":true}""")]
    [InlineData("""{"type":"resume","id":"r","subscriptions":[{"id":"s","topic":"own"}]}""")]
    [InlineData("""{"type":"subscribe","id":"s","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    public void Read_Frames_AreKnown(string frame) => Assert.True(Read(Encoding.UTF8.GetBytes(frame)));

    [Theory]
    [InlineData("""{"type":"subscribe","id":"s","conversationId":"x"}""")]
    [InlineData(
        """{"type":"subscribe","id":"s","conversationId":"0190b000-0000-7000-8000-00000000000a","cursor":"x"}"""
    )]
    [InlineData("""{"type":"message.send","id":"1","text":"","clientMessageId":"c"}""")]
    [InlineData("""{"type":"message.send","id":"1","text":"x"}""")]
    [InlineData("""{"type":"subscribe","id":"s","topic":"everything"}""")]
    [InlineData("""{"type":"transfer","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    [InlineData("""{"type":"queue","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a","note":""}""")]
    [InlineData("""{"type":"read","conversationId":"0190b000-0000-7000-8000-00000000000a","sequence":0}""")]
    [InlineData("""{"type":"read","conversationId":"0190b000-0000-7000-8000-00000000000a","sequence":"3"}""")]
    [InlineData("""{"type":"status","id":"1","status":"asleep"}""")]
    [InlineData("""{"type":"typing","conversationId":"0190b000-0000-7000-8000-00000000000a","typing":1}""")]
    [InlineData("""{"type":"typing","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    [InlineData("""{"type":"typing","typing":true}""")]
    [InlineData("""{"type":"conversation.open"}""")]
    [InlineData("""{"type":"conversation.open","id":"1","owner":{"kind":"agent","id":"u"}}""")]
    [InlineData("""{"type":"conversation.open","id":"1","owner":{"kind":"user"}}""")]
    [InlineData("""{"type":"conversation.open","id":"1","owner":{"id":"u"}}""")]
    [InlineData("""{"type":"message.send","id":"1","text":"x","clientMessageId":"c","author":{"id":"a"}}""")]
    [InlineData("""{"type":"conversation.list","id":"1","limit":51}""")]
    [InlineData("""{"type":"conversation.list","id":"1","customerId":"x"}""")]
    [InlineData("""{"type":"rating","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a"}""")]
    [InlineData(
        """{"type":"rating","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a","value":1,"followUp":"x"}"""
    )]
    [InlineData(
        """{"type":"rating","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a","value":1,"followUp":[1]}"""
    )]
    [InlineData(
        """{"type":"rating","id":"1","conversationId":"0190b000-0000-7000-8000-00000000000a","value":1,"followUp":[""]}"""
    )]
    [InlineData("""{"type":"resume","id":"r","subscriptions":[1]}""")]
    [InlineData("""{"type":"resume","id":"r"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    public void Read_WrongFrames_AreRefused(string frame) => Assert.False(Read(Encoding.UTF8.GetBytes(frame)));

    [Fact]
    public void Read_FaultyFrame_NamesTheCommandItWas()
    {
        var read = Table.Read(Encoding.UTF8.GetBytes("""{"type":"resume","id":"r","subscriptions":[{"id":"s"}]}"""));

        var error = Assert.IsType<FrameInvalid>(read.Error);
        Assert.Equal("r", error.FrameId);
        Assert.Equal("/subscriptions/0/conversationId", Assert.Single(error.Faults).Pointer);
    }

    [Theory]
    [InlineData("""{"type":"ping","id":5}""", "/id")]
    [InlineData("""{"type":5,"id":"1"}""", "/type")]
    public void Read_FieldThatIsReadTwice_IsOneFault(string frame, string pointer)
    {
        var read = Table.Read(Encoding.UTF8.GetBytes(frame));

        Assert.Equal(pointer, Assert.Single(Assert.IsType<FrameInvalid>(read.Error).Faults).Pointer);
    }

    private static bool Read(byte[] bytes) => Table.Read(bytes).IsSuccess;

    private static CommandTable Table { get; } =
        new([
            new AcceptCommand(null!),
            new AuthCommand(),
            new EscalateCommand(null!),
            new ListCommand(null!),
            new OpenCommand(null!),
            new RatingCommand(null!),
            new ResolveCommand(null!),
            new ReadCommand(null!),
            new StatusCommand(null!),
            new TransferCommand(null!),
            new PingCommand(),
            new ResumeCommand(),
            new SendCommand(null!, null!, null!, null!, Options.Create(new SocketOptions())),
            new SubscribeCommand(),
            new TypingCommand(),
            new UnsubscribeCommand(),
        ]);
}
