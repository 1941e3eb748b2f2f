using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Messaging;
using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>What agents hear of the conversations in their lists, from either instance.</summary>
[Trait("Level", "Component")]
public sealed class InboxNewsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Change_OfAConversation_IsHeardByEveryAgent()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var (ada, bob) = (await office.AgentAsync(online: true), await office.AgentAsync(online: true));
        using var inbox = await ListenAsync(sessions.B, bob, new Listen { Inbox = true });

        var id = await office.WaitingAsync();
        Assert.Equal((id, "queued", ""), await NextAsync(inbox));
        await Office.DoneAsync(ada.SubmitAsync($"/v1/conversations/{id}/accept", null));
        Assert.Equal((id, "assigned", ada.Principal.Subject), await NextAsync(inbox));
        await Office.DoneAsync(ada.PutAsync($"/v1/conversations/{id}/tags/vip", null));
        Assert.Equal((id, "tagsChanged", ada.Principal.Subject), await NextAsync(inbox));
        await Office.DoneAsync(ada.SubmitAsync($"/v1/conversations/{id}/hand-back", null));
        Assert.Equal((id, "unassigned", ""), await NextAsync(inbox));
        await Office.DoneAsync(ada.PutAsync($"/v1/conversations/{id}/resolve", null));
        Assert.Equal((id, "resolved", ""), await NextAsync(inbox));
    }

    [Fact]
    public async Task Change_OfItsAgent_IsHeardByWhoHasItAndWhoHadIt()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var (ada, bob) = (await office.AgentAsync(online: true), await office.AgentAsync(online: true));
        using var adas = await ListenAsync(sessions.A, ada, TopicOf(ada));
        using var bobs = await ListenAsync(sessions.B, bob, TopicOf(bob));
        var id = await office.WaitingAsync();

        await Office.DoneAsync(ada.SubmitAsync($"/v1/conversations/{id}/accept", null));
        Assert.Equal((id, "assigned", ada.Principal.Subject), await NextAsync(adas));
        var target = new { agentId = bob.Principal.Subject };
        await Office.DoneAsync(ada.SubmitAsync($"/v1/conversations/{id}/transfer", target));

        Assert.Equal((id, "assigned", bob.Principal.Subject), await NextAsync(adas));
        Assert.Equal((id, "assigned", bob.Principal.Subject), await NextAsync(bobs));
    }

    [Fact]
    public async Task Change_GivenByRouting_IsHeardByTheAgentWhoGetsIt()
    {
        var ada = await office.AgentAsync(online: true);
        using var adas = await ListenAsync(sessions.B, ada, TopicOf(ada));

        var id = await office.WaitingAsync();

        Assert.Equal((id, "assigned", ada.Principal.Subject), await NextAsync(adas));
    }

    [Fact]
    public async Task Change_OfAMessage_IsNotHeard()
    {
        var visitor = office.Visitor();
        var ada = await office.AgentAsync();
        var id = await office.ConversationAsync(visitor);
        var message = (await visitor.ListAsync(id)).Messages[0].Id;
        using var inbox = await ListenAsync(sessions.A, ada, new Listen { Inbox = true });

        await Office.DoneAsync(visitor.PutAsync($"/v1/conversations/{id}/messages/{message}/reactions/👍", null));
        await Office.DoneAsync(visitor.PutAsync($"/v1/conversations/{id}/close", null));

        Assert.Equal((id, "closed", ""), await NextAsync(inbox));
    }

    [Fact]
    public async Task Handle_ConversationStarted_IsHeardInItsTenantOnly()
    {
        var (ada, other) = (await office.AgentAsync(), new Office(sessions.A));
        using var inbox = await ListenAsync(sessions.B, ada, new Listen { Inbox = true });
        var (own, strange) = (Ids.NewText(), Ids.NewText());

        await sessions
            .A.Get<InboxIntake>()
            .HandleAsync(
                [Started(other.TenantId, strange), Started(office.TenantId, own)],
                TestContext.Current.CancellationToken
            );

        Assert.Equal((own, "created", ""), await NextAsync(inbox));
    }

    private static ReceivedEvent Started(Guid tenantId, string conversationId) =>
        new(
            new ConversationStarted
            {
                Header = new EventHeader { EventId = Ids.NewText(), TenantId = tenantId.ToString() },
                Conversation = new Conversation { Id = conversationId },
            },
            null
        );

    private static Listen TopicOf(Caller agent) => new() { AgentId = agent.Principal.Subject };

    private static async Task<Follower> ListenAsync(SessionsInstance instance, Caller reader, Listen topic)
    {
        var follower = new Follower(Caller.Visitor(instance));
        topic.SubscriptionId = 1;
        topic.IdentityToken = reader.Token;
        await follower.SendAsync(new FollowRequest { Listen = topic });
        await follower.SubscribedAsync();
        return follower;
    }

    private static async Task<(string Id, string Change, string AgentId)> NextAsync(Follower follower)
    {
        while (true)
        {
            if ((await follower.NextSignalAsync()).InboxChange is { } change)
            {
                return (change.ConversationId, change.Change, change.AssignedAgentId);
            }
        }
    }
}
