using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.AgentQueue;

[Trait("Level", "Component")]
public sealed class VanishedAgentsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Requeue_GraceTimeRanOut_WaitsAheadOfItsEquals()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 0 });
        var agent = await office.AgentAsync(online: true, capacity: 1);
        var lost = await office.WaitingAsync();
        await office.AssignedAsync(lost, agent);
        var patient = await office.WaitingAsync();

        await office.SetOnlineAsync(agent, false);

        await office.StatusAsync(lost, "queued");
        var (_, queue) = await office.Backend.GetAsync("/v1/queue");
        Assert.Equal(
            [lost, patient],
            queue.GetProperty("data").EnumerateArray().Select(entry => entry.GetProperty("conversationId").GetString())
        );
        Assert.Contains(
            (await office.Backend.ListAsync(lost)).Messages,
            message => message.Event?.Reason == "agent_vanished"
        );
    }

    [Fact]
    public async Task Requeue_BackWithinTheGraceTime_KeepsTheConversation()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 2 });
        var agent = await office.AgentAsync(online: true, capacity: 1);
        var id = await office.WaitingAsync();
        await office.AssignedAsync(id, agent);
        await office.SetOnlineAsync(agent, false);
        await office.SetOnlineAsync(agent, true);

        // Somebody else vanishes for good: when that was seen, the first one's time would have been up, too.
        var other = await office.AgentAsync(online: true, capacity: 1);
        var lost = await office.WaitingAsync();
        await office.AssignedAsync(lost, other);
        await office.SetOnlineAsync(other, false);
        await office.StatusAsync(lost, "queued");

        await office.AssignedAsync(id, agent);
        Assert.DoesNotContain(
            (await office.Backend.ListAsync(id)).Messages,
            message => message.Event?.Reason == "agent_vanished"
        );
    }

    [Fact]
    public async Task Requeue_OneCannotBeQueued_TheOthersAre()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 0 });
        var agent = await office.AgentAsync(online: true, capacity: 2);
        var broken = await office.WaitingAsync();
        await office.AssignedAsync(broken, agent);
        var next = await office.WaitingAsync();
        await office.AssignedAsync(next, agent);
        await office.BreakAsync(broken);

        await office.SetOnlineAsync(agent, false);

        await office.StatusAsync(next, "queued");
    }

    [Fact]
    public async Task Requeue_TakenWhileOffline_CountsFromThen()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 3600 });
        var agent = await office.AgentAsync(online: true, capacity: 0);
        await office.SetOnlineAsync(agent, false);
        await office.SetCapacityAsync(agent, 2);
        var (old, fresh) = (await office.WaitingAsync(), await office.WaitingAsync());
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{old}/accept", null));
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{fresh}/accept", null));

        await using var command = sessions.A.Admin.CreateCommand(
            $"""
            update conversations set assigned_at = now() - interval '2 hours' where id = '{old}';
            update vanished_agents set since = now() - interval '1 day' where agent_id = '{agent.Principal.Subject}'
            """
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await office.StatusAsync(old, "queued");
        await office.AssignedAsync(fresh, agent);
    }

    [Fact]
    public async Task Requeue_TakenByOneWhoWasNeverOnline_WaitsAgain()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 1 });
        var agent = await office.AgentAsync(online: false, capacity: 1);
        var id = await office.WaitingAsync();

        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        await office.StatusAsync(id, "queued");
    }

    [Fact]
    public async Task Requeue_TakenByOneWhoMayWorkAgain_CountsFromThen()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 3600 });
        var agent = await office.AgentAsync(online: false, capacity: 1);
        var path = $"/v1/agents/{agent.Principal.Subject}";
        await Office.DoneAsync(office.Backend.PatchAsync(path, new { isActive = false }));
        await Office.DoneAsync(office.Backend.PatchAsync(path, new { isActive = true }));
        var id = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        // Somebody else vanishes for good: when that was seen, the first one's would have been, too.
        var other = await office.AgentAsync(online: true, capacity: 1);
        var lost = await office.WaitingAsync();
        await office.AssignedAsync(lost, other);
        await Office.DoneAsync(
            office.Backend.PatchAsync($"/v1/agents/{other.Principal.Subject}", new { isActive = false })
        );
        await office.StatusAsync(lost, "queued");

        await office.AssignedAsync(id, agent);
    }

    [Fact]
    public async Task Requeue_AgentDeactivated_DoesNotWaitForTheGraceTime()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 3600 });
        var agent = await office.AgentAsync(online: true, capacity: 1);
        var id = await office.WaitingAsync();
        await office.AssignedAsync(id, agent);

        await Office.DoneAsync(
            office.Backend.PatchAsync($"/v1/agents/{agent.Principal.Subject}", new { isActive = false })
        );

        await office.StatusAsync(id, "queued");
    }

    [Fact]
    public async Task Requeue_AnotherAgentHasRoom_GetsIt()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 0 });
        var agent = await office.AgentAsync(online: true, capacity: 1);
        var id = await office.WaitingAsync();
        await office.AssignedAsync(id, agent);
        var other = await office.AgentAsync(online: true);

        await office.SetOnlineAsync(agent, false);

        await office.AssignedAsync(id, other);
    }
}
