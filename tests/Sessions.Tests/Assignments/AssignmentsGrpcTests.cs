using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Assignments;

[Trait("Level", "Component")]
public sealed class AssignmentsGrpcTests : IDisposable
{
    private readonly Office office;
    private readonly GrpcChannel channel;
    private readonly Wire.Assignments.AssignmentsClient client;

    public AssignmentsGrpcTests(SessionsFixture sessions)
    {
        office = new Office(sessions.A);
        channel = GrpcChannel.ForAddress(sessions.A.GrpcAddress);
        client = new Wire.Assignments.AssignmentsClient(channel);
    }

    [Fact]
    public async Task Escalate_ThenAccept_ThenTransfer_ThenQueue_ThenHandBack_EachAnswersTheConversation()
    {
        var visitor = office.Visitor();
        var (first, second) = (await office.AgentAsync(), await office.AgentAsync());
        var id = await office.ConversationAsync(visitor);

        var queued = await client.EscalateAsync(
            new Wire.EscalateRequest
            {
                ConversationId = id,
                Needs = new Wire.AgentNeeds { Department = "Sales", Skills = { "billing" } },
            },
            Options(visitor)
        );
        var accepted = await client.AcceptAsync(new Wire.AcceptRequest { ConversationId = id }, Options(first));
        var transferred = await client.AssignAsync(
            new Wire.AssignRequest
            {
                ConversationId = id,
                AgentId = second.Principal.Subject,
                BeyondCapacity = true,
            },
            Options(office.Backend)
        );
        var waiting = await client.QueueAsync(new Wire.QueueRequest { ConversationId = id }, Options(second));
        var back = await client.HandBackAsync(new Wire.HandBackRequest { ConversationId = id }, Options(first));

        Assert.Equal(Wire.ConversationStatus.Queued, queued.Conversation.Status);
        Assert.Equal("Sales", queued.Conversation.Details.Department);
        Assert.Equal(first.Principal.Subject, accepted.Conversation.Details.AssignedAgentId);
        Assert.Equal(second.Principal.Subject, transferred.Conversation.Details.AssignedAgentId);
        Assert.Equal(Wire.ConversationStatus.Queued, waiting.Conversation.Status);
        Assert.Equal(Wire.ConversationMode.Ai, back.Conversation.Mode);
    }

    [Fact]
    public async Task Accept_Taken_IsAbortedWithTheName()
    {
        var (first, second) = (await office.AgentAsync(name: "Grace"), await office.AgentAsync());
        var id = await office.WaitingAsync();
        await client.TakeOverAsync(new Wire.TakeOverRequest { ConversationId = id }, Options(first));

        var refusal = await Caller.RefusalAsync(async () =>
            await client.AcceptAsync(new Wire.AcceptRequest { ConversationId = id }, Options(second))
        );

        Assert.Equal(StatusCode.Aborted, refusal.StatusCode);
        Assert.Equal("conversation_taken", refusal.ToError().Code);
        Assert.Contains("Grace", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefer_NoId_IsInvalid()
    {
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);

        var refusal = await Caller.RefusalAsync(async () =>
            await client.PreferAsync(new Wire.PreferRequest { ConversationId = id }, Options(visitor))
        );

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    public void Dispose() => channel.Dispose();

    private static CallOptions Options(Caller caller) => caller.Options(TestContext.Current.CancellationToken);
}
