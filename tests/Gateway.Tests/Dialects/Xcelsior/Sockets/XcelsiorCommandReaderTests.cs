using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Dialects.Xcelsior.Sockets;
using Chat.ServiceDefaults.Errors;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>What clients send, read without anything around it.</summary>
public sealed class XcelsiorCommandReaderTests
{
    private const string Message =
        """{"action":"sendMessage","data":{"conversationId":"0190B000-0000-7000-8000-00000000000A","content":"é","messageType":"image","metadata":{"width":3},"clientMessageId":"m"}}""";

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[]>(static bytes => XcelsiorCommandReader.Read(bytes ?? []).IsSuccess || true)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Read_AnyCutOfAFrame_IsNoFrame()
    {
        var frame = Encoding.UTF8.GetBytes(Message);

        Assert.All(
            Enumerable.Range(0, frame.Length),
            length => Assert.False(XcelsiorCommandReader.Read(frame.AsMemory(0, length)).IsSuccess)
        );
    }

    [Fact]
    public void Read_Message_HasAllThatWasSaid()
    {
        var send = Assert.IsType<SendMessageCommand>(XcelsiorCommandReader.Read(Encoding.UTF8.GetBytes(Message)).Value);

        Assert.Equal("0190b000-0000-7000-8000-00000000000a", send.ConversationId);
        Assert.Equal(("é", MessageType.Image, "m"), (send.Content, send.Type, send.ClientMessageId));
        Assert.Equal("""{"width":3}""", send.Metadata);
    }

    [Theory]
    [InlineData("""{"action":"sendMessage","data":{"content":""}}""")]
    [InlineData("""{"action":"sendMessage","data":{"content":"x","metadata":[]}}""")]
    [InlineData("""{"action":"sendMessage","data":{"content":"x","conversationId":7}}""")]
    [InlineData("""{"action":"sendMessage","data":{"content":"\u0000"}}""")]
    [InlineData("""{"action":"sendMessage","data":{"content":"\ud800"}}""")]
    [InlineData("""{"action":"typing","data":{}}""")]
    [InlineData("""{"action":7,"data":{}}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"action":"typing","data":[]}""")]
    [InlineData("""{"action":"typing","data":{"isTyping":"true"}}""")]
    [InlineData("""{}""")]
    public void Read_WrongFrames_AreRefused(string frame)
    {
        var invalid = Assert.IsType<Invalid>(XcelsiorCommandReader.Read(Encoding.UTF8.GetBytes(frame)).Error);

        Assert.Distinct(invalid.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void Handshake_AnyUser_NeverThrows() =>
        Prop.ForAll<string>(static user => Handshake(user ?? "").IsSuccess || true).QuickCheckThrowOnFailure();

    [Fact]
    public void Handshake_Whole_HasAllThatWasSaid()
    {
        var read = Handshake("""{"email":" a@b.example ","name":" Ada ","phone":"1","role":"admin"}""").Value;

        Assert.Equal(("a@b.example", "Ada", "1"), (read.Email, read.Name, read.Phone));
        Assert.Equal("0190b000-0000-7000-8000-00000000000a", read.ConversationId);
    }

    [Theory]
    [InlineData("""{"email":""}""")]
    [InlineData("""{"email":"  "}""")]
    [InlineData("""{"email":"a@b.example","name":7}""")]
    [InlineData("""{"name":"Ada"}""")]
    [InlineData("""["a@b.example"]""")]
    [InlineData("a@b.example")]
    public void Handshake_WrongUser_IsRefused(string user) => Assert.False(Handshake(user).IsSuccess);

    private static ServiceDefaults.Errors.Result<XcelsiorHandshake> Handshake(string user) =>
        XcelsiorHandshake.Read(
            new QueryCollection(
                new Dictionary<string, StringValues>(StringComparer.Ordinal)
                {
                    ["user"] = user,
                    ["conversationId"] = "0190B000-0000-7000-8000-00000000000A",
                }
            )
        );
}
