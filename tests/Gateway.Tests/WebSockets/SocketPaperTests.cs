using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>What the gateway sends is what docs/websocket.md says, field by field and in this order.</summary>
public sealed class SocketPaperTests
{
    private static readonly Author s_author = new()
    {
        Kind = AuthorKind.Agent,
        Id = "a",
        DisplayName = "Ann",
    };

    private static readonly Message s_message = new()
    {
        Id = "m",
        ConversationId = "c",
        Sequence = 1,
        CreatedAt = new Timestamp(),
    };

    private static readonly Conversation s_conversation = new() { Id = "c", Epoch = 1 };

    [Fact]
    public void Frames_Sent_AreThoseOfThePaper() =>
        AssertTheSame(SocketPaper.FromServer.Where(static frame => !IsPart(frame)), Frames());

    [Fact]
    public void Entries_Sent_AreThoseOfThePaper() =>
        AssertTheSame(
            SocketPaper.FromServer.Where(static frame => frame.Names().Contains("cursor") && IsPart(frame)),
            Entries()
        );

    [Fact]
    public void Signals_Sent_AreThoseOfThePaper()
    {
        var signals = Signals().ToArray();

        Assert.Equal(
            [
                .. System
                    .Enum.GetValues<Signal.SignalOneofCase>()
                    .Where(static kind => kind != Signal.SignalOneofCase.None),
            ],
            signals.Select(static signal => signal.SignalCase).Distinct().Order()
        );
        AssertTheSame(
            SocketPaper.FromServer.Where(static frame => !frame.Names().Contains("cursor") && IsPart(frame)),
            Items(SignalFrames.Signals("s", signals, lost: false), "signals")
        );
    }

    [Fact]
    public void Close_EveryEnd_IsInThePaper()
    {
        var closes = System.Enum.GetValues<SocketEnd>().Select(SocketEndTable.ToClose).ToArray();

        Assert.Equal(
            closes.Select(static close => (int)close.Status).Distinct().Order(),
            SocketPaper.CloseCodes.Select(static row => row.Code).Distinct().Order()
        );
        foreach (var (status, reason) in closes.Where(static close => (int)close.Status == 4429))
        {
            Assert.Contains(SocketPaper.CloseCodes, row => row.Code == (int)status && row.Text.Contains($"`{reason}`"));
        }
    }

    private static bool IsPart(DocumentedFrame frame) =>
        frame.Type is "message" or "reply.started" or "reply.delta" or "reply.ended" or "lost"
        || Signals()
            .Any(signal => signal.SignalCase.ToString().StartsWith(frame.Type, StringComparison.OrdinalIgnoreCase))
        || frame.Type is "customer" or "inbox" or "queue";

    private static IEnumerable<byte[]> Frames()
    {
        yield return ServerFrames.Ready(null, null);
        yield return ServerFrames.Ready("v", "t");
        yield return ServerFrames.Done("1");
        yield return ServerFrames.Ack(
            "1",
            new PostMessageResponse { Conversation = s_conversation, Message = s_message }
        );
        yield return ConversationFrames.Opened(
            "1",
            new OpenConversationResponse { Conversation = s_conversation },
            true
        );
        yield return ConversationFrames.Listed("1", new ListConversationsResponse(), false);
        yield return ConversationFrames.Listed("1", new ListConversationsResponse { NextCursor = "n" }, false);
        yield return ServerFrames.Subscribed("s", new LiveBegan(1, Reset: false));
        var cursor = LogCursor.Beginning;
        yield return ServerFrames.Entries("s", new LiveEntries(1, []), ref cursor);
        yield return SignalFrames.Signals("s", [], lost: false);
        yield return ServerFrames.ReplyFailed(s_message, new TooManySockets());
        yield return ServerFrames.Failed(null, new TooManySockets());
        yield return ServerFrames.Failed("1", new TooManyReplies());
        yield return ServerFrames.Failed("1", new PreconditionFailed("c", "m") { Notice = "n" });
        yield return ServerFrames.Failed("1", Invalid.Field("/text", "required", "Missing."));
        yield return ServerFrames.Pong("");
        yield return ServerFrames.Pong("1");
        yield return ServerFrames.Reconnect(TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<byte[]> Entries()
    {
        var cursor = LogCursor.Beginning;
        var entries = new LiveEntries(
            1,
            [
                new LogEntry { Message = s_message },
                new LogEntry { ReplyStarted = new ReplyStarted { ReplyId = "r" } },
                new LogEntry
                {
                    ReplyStarted = new ReplyStarted { ReplyId = "r", InReplyTo = "m" },
                },
                new LogEntry
                {
                    ReplyDelta = new ReplyDelta { ReplyId = "r", Text = "x" },
                },
                new LogEntry { ReplyEnded = new ReplyEnded { ReplyId = "r" } },
            ]
        );
        return Items(ServerFrames.Entries("s", entries, ref cursor), "entries");
    }

    private static IEnumerable<Signal> Signals() =>
        [
            new Signal { Typing = new Typing { Author = s_author } },
            new Signal { Typing = new Typing { Author = new Author(s_author) { DisplayName = "" } } },
            new Signal { Receipt = new Receipt { Reader = s_author } },
            new Signal { Presence = new AgentPresence() },
            new Signal { QueuePosition = new QueuePosition() },
            new Signal { InboxChange = new InboxChange() },
            new Signal { InboxChange = new InboxChange { AssignedAgentId = "a" } },
            new Signal { Stats = new Stats() },
            new Signal { AgentMessage = new AgentMessagePosted() },
            new Signal { CustomerPresence = new CustomerPresence() },
            new Signal { Lost = new SignalsLost() },
        ];

    private static IEnumerable<byte[]> Items(byte[] frame, string name) =>
        JsonSerializer
            .Deserialize<JsonElement>(frame)
            .GetProperty(name)
            .EnumerateArray()
            .Select(static item => System.Text.Encoding.UTF8.GetBytes(item.GetRawText()));

    private static void AssertTheSame(IEnumerable<DocumentedFrame> paper, IEnumerable<byte[]> sent)
    {
        var documented = paper.ToArray();
        var real = sent.Select(static bytes => JsonSerializer.Deserialize<JsonElement>(bytes)).ToArray();
        Assert.All(real, frame => Assert.Contains(documented, form => form.Fits(frame)));
        Assert.All(
            documented,
            form =>
                Assert.Equal(
                    form.Places().Order(),
                    real.Where(form.Fits).SelectMany(frame => PlacesOf(form, frame)).Distinct().Order()
                )
        );
    }

    // Of what the paper leaves open, only that it is there.
    private static IEnumerable<string> PlacesOf(DocumentedFrame form, JsonElement real, string before = "") =>
        from field in form.Fields
        where real.TryGetProperty(field.Name, out _)
        let value = real.GetProperty(field.Name)
        let item = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().FirstOrDefault() : value
        from place in (string[])
            [
                before + field.Name,
                .. field.Inner is null || item.ValueKind != JsonValueKind.Object
                    ? []
                    : PlacesOf(field.Inner, item, before + field.Name + "/"),
            ]
        select place;
}
