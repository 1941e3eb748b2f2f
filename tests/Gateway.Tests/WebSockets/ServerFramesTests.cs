using System.Text;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class ServerFramesTests
{
    [Fact]
    public void Failed_TooOften_SaysOfWhatAndWhenToComeBack()
    {
        var error = new RateLimited("rate_limited", "Too many messages.", TimeSpan.FromMilliseconds(1500.2));

        Assert.Equal(
            """{"type":"error","id":"7","code":"rate_limited","message":"Too many messages.","retryable":true,"retryAfter":1501}""",
            Encoding.UTF8.GetString(ServerFrames.Failed("7", error))
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Failed_OfNoCommand_HasNoId(string? id)
    {
        var frame = JsonDocument
            .Parse(ServerFrames.Failed(id, Invalid.Field("/text", "required", "Missing.")))
            .RootElement;

        Assert.False(frame.TryGetProperty("id", out _));
        Assert.False(frame.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public void Failed_WrongFields_SaysInItsMessageWhich()
    {
        var error = new Invalid([
            new FieldFault("/text", "too_short", "At least 1 character(s) are expected."),
            new FieldFault("/clientMessageId", "required", "The field is required."),
        ]);

        var frame = JsonDocument.Parse(ServerFrames.Failed("7", error)).RootElement;

        Assert.Equal(
            "/text: At least 1 character(s) are expected. /clientMessageId: The field is required.",
            frame.GetProperty("message").GetString()
        );
        Assert.Equal(2, frame.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData(null, null, """{"type":"ready"}""")]
    [InlineData("", "", """{"type":"ready"}""")]
    [InlineData("v", null, """{"type":"ready","visitorId":"v"}""")]
    [InlineData("v", "t", """{"type":"ready","visitorId":"v","visitorToken":"t"}""")]
    public void Ready_Visitor_IsNamedWhereThereIsOne(string? visitorId, string? token, string json) =>
        Assert.Equal(json, Text(ServerFrames.Ready(visitorId, token)));

    [Theory]
    [InlineData("1", """{"type":"ack","id":"1"}""")]
    [InlineData("\"\u2028\\", """{"type":"ack","id":"\"\u2028\\"}""")]
    public void Done_Command_IsAcknowledgedByItsId(string id, string json) =>
        Assert.Equal(
            JsonDocument.Parse(json).RootElement.GetProperty("id").GetString(),
            JsonDocument.Parse(ServerFrames.Done(id)).RootElement.GetProperty("id").GetString()
        );

    [Theory]
    [InlineData("", """{"type":"pong"}""")]
    [InlineData("1", """{"type":"pong","id":"1"}""")]
    public void Pong_Ping_HasItsIdIfItHasOne(string id, string json) => Assert.Equal(json, Text(ServerFrames.Pong(id)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_500.9, 1_500)]
    public void Reconnect_After_IsWholeMilliseconds(double milliseconds, long after) =>
        Assert.Equal(
            $$"""{"type":"reconnect","after":{{after}}}""",
            Text(ServerFrames.Reconnect(TimeSpan.FromMilliseconds(milliseconds)))
        );

    [Fact]
    public void Ack_Message_SaysWhereItStandsAndTheCursorBehindIt() =>
        Assert.Equal(
            """{"type":"ack","id":"1","conversationId":"c","message":{"id":"m","sequence":5},"cursor":"7.5"}""",
            Text(
                ServerFrames.Ack(
                    "1",
                    new PostMessageResponse
                    {
                        Conversation = new Conversation
                        {
                            Id = "c",
                            Epoch = 7,
                            LastSequence = 9,
                        },
                        Message = new Message { Id = "m", Sequence = 5 },
                    }
                )
            )
        );

    [Fact]
    public void ReplyFailed_Message_IsNamedWithTheReason() =>
        Assert.Equal(
            """{"type":"reply.failed","conversationId":"c","inReplyTo":"m","code":"away","message":"Later.","retryable":true}""",
            Text(
                ServerFrames.ReplyFailed(
                    new Message { Id = "m", ConversationId = "c" },
                    new Unavailable("away", "Later.")
                )
            )
        );

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void Subscribed_Log_SaysItsEpochAndWhetherToBeginAnew(bool reset, string said) =>
        Assert.Equal(
            $$"""{"type":"subscribed","id":"s","epoch":7,"reset":{{said}}}""",
            Text(ServerFrames.Subscribed("s", new LiveBegan(7, reset)))
        );

    [Fact]
    public void Entries_Several_HaveEachTheCursorBehindIt()
    {
        const string reply = "0190b000-0000-7000-8000-00000000000a";
        var cursor = LogCursor.After(6, 2);

        var frame = JsonDocument
            .Parse(
                ServerFrames.Entries(
                    "s",
                    new LiveEntries(
                        7,
                        [
                            new LogEntry
                            {
                                Message = new Message { Id = "m", Sequence = 3 },
                            },
                            new LogEntry { ReplyStarted = new ReplyStarted { ReplyId = reply } },
                            new LogEntry
                            {
                                ReplyDelta = new ReplyDelta { ReplyId = reply, Text = "Hi" },
                            },
                            new LogEntry
                            {
                                ReplyDelta = new ReplyDelta
                                {
                                    ReplyId = reply,
                                    Offset = 2,
                                    Text = "!",
                                },
                            },
                            new LogEntry
                            {
                                Message = new Message { Id = reply, Sequence = 4 },
                            },
                        ]
                    ),
                    ref cursor
                )
            )
            .RootElement;

        Assert.Equal(
            [
                "message 7.3",
                $"reply.started 7.3.{reply}.0",
                $"reply.delta 7.3.{reply}.2",
                $"reply.delta 7.3.{reply}.3",
                "message 7.4",
            ],
            frame
                .GetProperty("entries")
                .EnumerateArray()
                .Select(entry => $"{entry.GetProperty("type")} {entry.GetProperty("cursor")}")
        );
        Assert.Equal(LogCursor.After(7, 4), cursor);
    }

    [Fact]
    public void Entries_None_LeaveTheCursorWhereItWas()
    {
        var cursor = LogCursor.After(6, 2);

        Assert.Equal(
            """{"type":"entries","id":"s","entries":[]}""",
            Text(ServerFrames.Entries("s", new LiveEntries(7, []), ref cursor))
        );
        Assert.Equal(LogCursor.After(6, 2), cursor);
    }

    private static string Text(byte[] frame) => Encoding.UTF8.GetString(frame);
}
