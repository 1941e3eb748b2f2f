using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Google.Protobuf;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Who gets a conversation, over sockets.</summary>
public sealed class AssignmentCommandTests : GatewayTest
{
    private const string Id = FakeReplies.ConversationId;
    private const string Other = "0190e000-0000-7000-8000-0000000000a9";

    public static TheoryData<string, IMessage> Commands { get; } =
        new()
        {
            {
                "\"accept\"",
                new AcceptRequest { ConversationId = Id }
            },
            {
                "\"takeOver\"",
                new TakeOverRequest { ConversationId = Id }
            },
            {
                "\"handBack\"",
                new HandBackRequest { ConversationId = Id }
            },
            {
                "\"queue\"",
                new QueueRequest { ConversationId = Id }
            },
            {
                "\"queue\",\"note\":\"Speaks French\"",
                new QueueRequest { ConversationId = Id, Note = "Speaks French" }
            },
            {
                "\"escalate\"",
                new EscalateRequest { ConversationId = Id }
            },
            {
                $"\"escalate\",\"agentId\":\"{Other}\",\"note\":\"Angry\"",
                new EscalateRequest
                {
                    ConversationId = Id,
                    AgentId = Other,
                    Note = "Angry",
                }
            },
            {
                $"\"transfer\",\"agentId\":\"{Other}\"",
                new TransferRequest { ConversationId = Id, AgentId = Other }
            },
            {
                $"\"transfer\",\"agentId\":\"{Other}\",\"note\":\"Wants a refund\"",
                new TransferRequest
                {
                    ConversationId = Id,
                    AgentId = Other,
                    Note = "Wants a refund",
                }
            },
        };

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task Command_Any_IsCarriedOutAndAcknowledged(string command, IMessage expected)
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, GatewayHost.SecretKey, Cancelled);
        await socket.NextAsync("ready", Cancelled);

        await socket.SendAsync($$"""{"id":"1","conversationId":"{{Id}}","type":{{command}}}""", Cancelled);

        Assert.Equal("1", (await socket.NextAsync("ack", Cancelled)).GetProperty("id").GetString());
        Assert.Equal(expected, Assert.Single(Gateway.Fakes.Assignments.Requests));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_001)]
    public async Task Transfer_NoteOutOfBounds_IsRefusedByItsName(int length)
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, GatewayHost.SecretKey, Cancelled);
        await socket.NextAsync("ready", Cancelled);

        await socket.SendAsync(
            $$"""
            {"type":"transfer","id":"1","conversationId":"{{Id}}","agentId":"{{Other}}","note":"{{new string(
                'n',
                length
            )}}"}
            """,
            Cancelled
        );

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal("/note", error.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Empty(Gateway.Fakes.Assignments.Requests);
    }
}
