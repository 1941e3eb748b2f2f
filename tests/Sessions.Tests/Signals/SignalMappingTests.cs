using System.Text.Json;
using Chat.Sessions.Conversations;
using Chat.Sessions.CustomerPresence;
using Chat.Sessions.Signals;
using Google.Protobuf;

namespace Chat.Sessions.Tests.Signals;

public sealed class SignalMappingTests
{
    private static readonly Guid One = new("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid Two = new("0190a000-0000-7000-8000-000000000002");
    private static readonly Author Ada = new(AuthorKind.Agent, "a-1", "Ada");
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ToWire_Typing_SaysHowLongItLasts() =>
        Says(
            new TypingSignal(Ada, IsTyping: true, TimeSpan.FromSeconds(30)),
            "typing:3:a-1",
            "typing",
            """{"author":{"kind":"AUTHOR_KIND_AGENT","id":"a-1","displayName":"Ada"},"typing":true,"expiresIn":30}"""
        );

    [Fact]
    public void ToWire_TypingEnded_LastsNoTime() =>
        Says(
            new TypingSignal(Ada, IsTyping: false, TimeSpan.FromSeconds(30)),
            "typing:3:a-1",
            "typing",
            """{"author":{"kind":"AUTHOR_KIND_AGENT","id":"a-1","displayName":"Ada"}}"""
        );

    [Fact]
    public void ToWire_TypingAmongColleagues_HasAKeyOfItsOwn()
    {
        var wire = new TypingSignal(Ada, IsTyping: true, TimeSpan.FromSeconds(1)) { IsInternal = true }.ToWire(Noon);

        Assert.Equal(("typing:3:a-1:internal", true), (wire.Key, wire.Internal));
    }

    [Fact]
    public void ToWire_Receipt_SaysHowFar() =>
        Says(
            new ReceiptSignal(Ada, Delivered: 7, Read: 5),
            "receipt:3:a-1",
            "receipt",
            """{"reader":{"kind":"AUTHOR_KIND_AGENT","id":"a-1","displayName":"Ada"},"delivered":"7","read":"5"}"""
        );

    [Fact]
    public void ToWire_Presence_SaysWhose() =>
        Says(
            new PresenceSignal(One, PresenceStatus.Away),
            $"presence:{One}",
            "presence",
            $$"""{"agentId":"{{One}}","status":"PRESENCE_STATUS_AWAY"}"""
        );

    [Fact]
    public void ToWire_CustomersPresence_SaysInWhichConversation() =>
        Says(
            new CustomerPresenceSignal(One, CustomerStatus.Offline),
            $"customer:{One}",
            "customerPresence",
            $$"""{"conversationId":"{{One}}","status":"PRESENCE_STATUS_OFFLINE"}"""
        );

    [Theory]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 2)]
    [InlineData(60_000, 60)]
    public void ToWire_Queue_RoundsTheWaitUp(int milliseconds, int seconds) =>
        Says(
            new QueueSignal(One, 2, TimeSpan.FromMilliseconds(milliseconds)),
            $"queue:{One}",
            "queuePosition",
            $$"""{"conversationId":"{{One}}","position":2,"estimatedWait":{{seconds}}}"""
        );

    [Fact]
    public void ToWire_QueueWithoutAnEstimate_SaysNone() =>
        Says(
            new QueueSignal(One, 2, null),
            $"queue:{One}",
            "queuePosition",
            $$"""{"conversationId":"{{One}}","position":2}"""
        );

    [Fact]
    public void ToWire_Inbox_SaysWhatChangedAndWho() =>
        Says(
            new InboxSignal(One, "assigned", Two, 9),
            $"inbox:{One}",
            "inboxChange",
            $$"""{"conversationId":"{{One}}","change":"assigned","assignedAgentId":"{{Two}}","lastSequence":"9"}"""
        );

    [Fact]
    public void ToWire_Stats_HasEachFigure() =>
        Says(
            new StatsSignal
            {
                Open = 1,
                Queued = 2,
                Assigned = 3,
                ResolvedToday = 4,
                Agents = 5,
                AgentsOnline = 6,
            },
            "stats",
            "stats",
            """{"open":1,"queued":2,"assigned":3,"resolvedToday":4,"agents":5,"agentsOnline":6}"""
        );

    [Fact]
    public void ToWire_AgentsMessage_SaysInWhichThread() =>
        Says(
            new AgentMessageSignal(One, 3, Two),
            $"thread:{One}",
            "agentMessage",
            $$"""{"threadId":"{{One}}","sequence":"3","agentId":"{{Two}}"}"""
        );

    private static void Says(Signal signal, string key, string name, string expected)
    {
        var wire = signal.ToWire(Noon);

        Assert.Equal((key, false, Noon), (wire.Key, wire.Internal, wire.At.ToDateTimeOffset()));
        var written = JsonElement.Parse(JsonFormatter.Default.Format(wire)).GetProperty(name);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), written), written.GetRawText());
    }
}
