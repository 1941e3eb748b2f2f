using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.WebSockets;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Each signal as an object, byte by byte.</summary>
public sealed class SignalFramesTests
{
    private static readonly Author Ada = new()
    {
        Kind = AuthorKind.Agent,
        Id = "a",
        DisplayName = "Ada \"A\"",
    };

    public static TheoryData<string, Signal> Each { get; } =
        new()
        {
            {
                """{"type":"typing","author":{"kind":"agent","id":"a","displayName":"Ada \"A\""},"typing":true,"expiresIn":30}""",
                new Signal
                {
                    Typing = new Typing
                    {
                        Author = Ada,
                        Typing_ = true,
                        ExpiresIn = 30,
                    },
                }
            },
            {
                """{"type":"typing","author":{"kind":"system"},"typing":false,"expiresIn":0}""",
                new Signal { Typing = new Typing() }
            },
            {
                """{"type":"receipt","reader":{"kind":"visitor","id":"v"},"delivered":9,"read":7}""",
                new Signal
                {
                    Receipt = new Receipt
                    {
                        Reader = new Author { Kind = AuthorKind.Visitor, Id = "v" },
                        Delivered = 9,
                        Read = 7,
                    },
                }
            },
            {
                """{"type":"queue","conversationId":"c","position":2,"estimatedWait":300}""",
                new Signal
                {
                    QueuePosition = new QueuePosition
                    {
                        ConversationId = "c",
                        Position = 2,
                        EstimatedWait = 300,
                    },
                }
            },
            {
                """{"type":"inbox","conversationId":"c","change":"assigned","assignedAgentId":"a","lastSequence":5}""",
                new Signal
                {
                    InboxChange = new InboxChange
                    {
                        ConversationId = "c",
                        Change = "assigned",
                        AssignedAgentId = "a",
                        LastSequence = 5,
                    },
                }
            },
            {
                """{"type":"inbox","conversationId":"c","change":"message","lastSequence":6}""",
                new Signal
                {
                    InboxChange = new InboxChange
                    {
                        ConversationId = "c",
                        Change = "message",
                        LastSequence = 6,
                    },
                }
            },
            {
                """{"type":"stats","open":1,"queued":2,"assigned":3,"resolvedToday":4,"agents":5,"agentsOnline":6}""",
                new Signal
                {
                    Stats = new Stats
                    {
                        Open = 1,
                        Queued = 2,
                        Assigned = 3,
                        ResolvedToday = 4,
                        Agents = 5,
                        AgentsOnline = 6,
                    },
                }
            },
            {
                """{"type":"agentMessage","threadId":"t","sequence":4,"agentId":"a"}""",
                new Signal
                {
                    AgentMessage = new AgentMessagePosted
                    {
                        ThreadId = "t",
                        Sequence = 4,
                        AgentId = "a",
                    },
                }
            },
            {
                """{"type":"lost"}""",
                new Signal { Lost = new SignalsLost() }
            },
        };

    [Theory]
    [MemberData(nameof(Each), DisableDiscoveryEnumeration = true)]
    public void Signals_OfOneKind_AreItsWords(string json, Signal signal) =>
        Assert.Equal($$"""{"type":"signals","id":"s","signals":[{{json}}]}""", Frame(lost: false, signal));

    [Theory]
    [InlineData(PresenceStatus.Online, "online")]
    [InlineData(PresenceStatus.Away, "away")]
    [InlineData(PresenceStatus.Busy, "busy")]
    [InlineData(PresenceStatus.Offline, "offline")]
    [InlineData(PresenceStatus.Unspecified, "offline")]
    public void Signals_Presence_IsTheWordOfItsStatus(PresenceStatus status, string word)
    {
        var agent = new Signal
        {
            Presence = new AgentPresence { AgentId = "a", Status = status },
        };
        var customer = new Signal
        {
            CustomerPresence = new CustomerPresence { ConversationId = "c", Status = status },
        };

        Assert.Equal(
            $$"""{"type":"signals","id":"s","signals":[{"type":"presence","agentId":"a","status":"{{word}}"},{"type":"customer","conversationId":"c","status":"{{word}}"}]}""",
            Frame(lost: false, agent, customer)
        );
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, """{"type":"lost"}""")]
    public void Signals_None_SaysAtMostThatSomeWereLost(bool lost, string json) =>
        Assert.Equal($$"""{"type":"signals","id":"s","signals":[{{json}}]}""", Frame(lost));

    // Of a kind that a newer Sessions gives: neither it nor its comma.
    [Theory]
    [InlineData(false, """{"type":"lost"},{"type":"lost"}""")]
    [InlineData(true, """{"type":"lost"},{"type":"lost"},{"type":"lost"}""")]
    public void Signals_UnknownAmongKnown_AreLeftOut(bool lost, string json)
    {
        var known = new Signal { Lost = new SignalsLost() };

        Assert.Equal(
            $$"""{"type":"signals","id":"s","signals":[{{json}}]}""",
            Frame(lost, new Signal(), known, new Signal(), known, new Signal())
        );
    }

    private static string Frame(bool lost, params Signal[] signals) =>
        Encoding.UTF8.GetString(SignalFrames.Signals("s", signals, lost));
}
