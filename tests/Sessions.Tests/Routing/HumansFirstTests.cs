using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Routing;

[Trait("Level", "Component")]
public sealed class HumansFirstTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Post_SomebodyOnline_TheAiGetsNoLeaseAndTheAgentTheConversation()
    {
        await office.SetAsync("ai", new { humansFirst = true });
        var agent = await office.AgentAsync(online: true);
        var visitor = office.Visitor();

        var posted = await visitor.PostAsync(visitor.Question("Hello"));

        Assert.Null(posted.Lease);
        Assert.Empty(posted.BusyReplyId);
        await office.AssignedAsync(posted.Conversation.Id, agent);
        Assert.Contains(
            (await office.Backend.ListAsync(posted.Conversation.Id)).Messages,
            message => message.Event?.Reason == "humans_first"
        );
    }

    [Fact]
    public async Task Post_NobodyOnline_TheAiAnswers()
    {
        await office.SetAsync("ai", new { humansFirst = true });
        await office.AgentAsync();
        var visitor = office.Visitor();

        Assert.NotNull((await visitor.PostAsync(visitor.Question("Hello"))).Lease);
    }

    [Fact]
    public async Task Post_AgentComesAndGoes_FollowsWithoutARestart()
    {
        await office.SetAsync("ai", new { humansFirst = true });
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync();
        Assert.NotNull((await AskAsync(office.Visitor())).Lease);

        await office.SetOnlineAsync(agent, true);
        await Eventually.TrueAsync(
            async () => (await AskAsync(office.Visitor())).Lease is null,
            TestContext.Current.CancellationToken
        );
        await Eventually.TrueAsync(
            async () => (await AskAsync(office.Visitor().At(sessions.B))).Lease is null,
            TestContext.Current.CancellationToken
        );

        await office.SetOnlineAsync(agent, false);
        await Eventually.TrueAsync(
            async () => (await AskAsync(office.Visitor())).Lease is not null,
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public async Task Post_HumansFirstOff_TheAiAnswersBesideOnlineAgents()
    {
        await office.AgentAsync(online: true);

        Assert.NotNull((await AskAsync(office.Visitor())).Lease);
    }

    [Fact]
    public async Task Post_HandedBackToTheAi_ItAnswersAlthoughSomebodyIsOnline()
    {
        await office.SetAsync("ai", new { humansFirst = true });
        var agent = await office.AgentAsync(online: true);
        var visitor = office.Visitor();
        var id = (await visitor.PostAsync(visitor.Question("Hello"))).Conversation.Id;
        await office.AssignedAsync(id, agent);

        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/hand-back", null));

        Assert.NotNull((await visitor.PostAsync(visitor.Question("Still there?", id))).Lease);
        await Office.DoneAsync(visitor.SubmitAsync($"/v1/conversations/{id}/escalate", null));
        await office.AssignedAsync(id, agent);
    }

    [Fact]
    public async Task Post_AiSwitchedOff_EveryCustomerWaitsForAPerson()
    {
        await office.SetAsync("ai", new { enabled = false });
        var visitor = office.Visitor();

        var posted = await visitor.PostAsync(visitor.Question("Hello"));

        Assert.Null(posted.Lease);
        await office.StatusAsync(posted.Conversation.Id, "queued");
    }

    [Fact]
    public async Task Post_AnotherCannotBeQueued_ThisOneIs()
    {
        var broken = await office.ConversationAsync();
        await office.BreakAsync(broken);
        await using var command = sessions.A.Admin.CreateCommand(
            $"update conversations set needs_human_at = now() where id = '{broken}'"
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await office.SetAsync("ai", new { mode = "manual" });

        var id = await office.ConversationAsync();

        await office.StatusAsync(id, "queued");
        await office.StatusAsync(broken, "open");
    }

    [Fact]
    public async Task Post_WithoutALease_IsQueuedAsWell()
    {
        await office.SetAsync("ai", new { mode = "manual" });

        var id = await office.ConversationAsync();

        await office.StatusAsync(id, "queued");
    }

    [Fact]
    public async Task Post_AgentWritesFirst_NobodyIsQueued()
    {
        await office.SetAsync("ai", new { mode = "manual" });
        var agent = await office.AgentAsync(online: true);
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);
        await office.AssignedAsync(id, agent);

        var posted = await visitor.PostAsync(visitor.Question("And another thing", id));

        Assert.Equal(Wire.ConversationStatus.Assigned, posted.Conversation.Status);
        Assert.Single(
            (await office.Backend.ListAsync(id)).Messages,
            message => message.Event?.StatusChanged?.Action == "queue"
        );
    }

    [Fact]
    public async Task Post_ManyFirstMessagesAtOnce_EachConversationIsQueuedOnce()
    {
        await office.SetAsync("ai", new { humansFirst = true });
        await office.AgentAsync(online: true, capacity: 0);
        var visitors = Enumerable
            .Range(0, 10)
            .Select(i => Caller.Visitor(i % 2 == 0 ? sessions.A : sessions.B, office.TenantId));

        var posted = await Task.WhenAll(visitors.Select(AskAsync));

        Assert.All(posted, answer => Assert.Null(answer.Lease));
        foreach (var answer in posted)
        {
            await office.StatusAsync(answer.Conversation.Id, "queued");
            Assert.Single(
                (await office.Backend.ListAsync(answer.Conversation.Id)).Messages,
                message => message.Type is Wire.MessageType.Event
            );
        }
    }

    [Fact]
    public async Task Post_TheRoundNeverHeardOfIt_TheSweepQueuesIt()
    {
        var id = await office.ConversationAsync();
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversations set needs_human_at = now() where id = $1"
        );
        command.Parameters.AddWithValue(Guid.Parse(id));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await office.StatusAsync(id, "queued");
    }

    private static Task<Wire.PostMessageResponse> AskAsync(Caller visitor) =>
        visitor.PostAsync(visitor.Question("Hello"));
}
