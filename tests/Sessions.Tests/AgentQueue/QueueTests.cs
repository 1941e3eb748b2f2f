using System.Net;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.AgentQueue;

[Trait("Level", "Component")]
public sealed class QueueTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_AgentComesOnline_GetsWhatWaits()
    {
        var agent = await office.AgentAsync(capacity: 2);
        var (first, second, third) = (
            await office.WaitingAsync(),
            await office.WaitingAsync(),
            await office.WaitingAsync()
        );

        await office.SetOnlineAsync(agent, true);

        await office.AssignedAsync(first, agent);
        await office.AssignedAsync(second, agent);
        Assert.Equal("queued", (await office.GetAsync(third)).GetProperty("status").GetString());
        Assert.Equal("routed", (await office.Backend.ListAsync(first)).Messages[^1].Event.Reason);
    }

    [Fact]
    public async Task Drain_OneCannotBeGiven_TheNextComes()
    {
        var agent = await office.AgentAsync(capacity: 1);
        var (broken, next) = (await office.WaitingAsync(), await office.WaitingAsync());
        await office.BreakAsync(broken);

        await office.SetOnlineAsync(agent, true);

        await office.AssignedAsync(next, agent);
        Assert.Equal("queued", (await office.GetAsync(broken)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Drain_ItsTeamIsDeleted_AnybodyGetsIt()
    {
        var (_, team) = await office.Backend.SubmitAsync("/v1/teams", new { name = "Billing" });
        var agent = await office.AgentAsync(online: true);
        await office.SetAsync("routing", new { autoAssign = false });
        var id = await office.WaitingAsync();
        var teamId = team.GetProperty("id").GetString();
        await Office.DoneAsync(office.Backend.SubmitAsync($"/v1/conversations/{id}/queue", new { teamId }));
        await office.SetAsync("routing", new { autoAssign = true });

        await office.Backend.DeleteAsync("/v1/teams/" + teamId);

        await office.AssignedAsync(id, agent);
    }

    [Fact]
    public async Task Drain_CapacityRaised_GetsWhatWaits()
    {
        var agent = await office.AgentAsync(online: true, capacity: 0);
        var id = await office.WaitingAsync();

        await office.SetCapacityAsync(agent, 1);

        await office.AssignedAsync(id, agent);
    }

    [Theory]
    [InlineData("resolve")]
    [InlineData("close")]
    public async Task Drain_AssignmentEnds_TheNextComes(string end)
    {
        var agent = await office.AgentAsync(online: true, capacity: 1);
        var first = await office.WaitingAsync();
        await office.AssignedAsync(first, agent);
        var second = await office.WaitingAsync();

        await Office.DoneAsync(agent.At(sessions.B).PutAsync($"/v1/conversations/{first}/{end}", null));

        await office.AssignedAsync(second, agent);
    }

    [Fact]
    public async Task Drain_ManyAtOnceOnBothInstances_NobodyBeyondCapacityAndAllThatFitsIsGiven()
    {
        var agents = new List<Caller>();
        for (var i = 0; i < 4; i++)
        {
            agents.Add(await office.AgentAsync(online: true, capacity: 3));
        }

        var visitors = Enumerable
            .Range(0, 20)
            .Select(i => Caller.Visitor(i % 2 == 0 ? sessions.A : sessions.B, office.TenantId));
        await Task.WhenAll(visitors.Select(visitor => office.WaitingAsync(visitor)));

        await Eventually.TrueAsync(async () => (await OpenAssignmentsAsync()).Sum() == 12, Token);
        Assert.All(await OpenAssignmentsAsync(), load => Assert.Equal(3, load));
        Assert.Equal(8, await QueuedAsync());
    }

    [Fact]
    public async Task Drain_AutoAssignOff_WaitsForSomebodyToAccept()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync(online: true);
        var id = await office.WaitingAsync();

        Assert.Equal(1, (await PlaceAsync(id)).Position);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        Assert.Equal(0, (await PlaceAsync(id)).Position);
    }

    [Fact]
    public async Task Drain_AutoAssignOffAndAnAgentBeginsToAcceptByItself_GetsWhatWaits()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var (patient, eager) = (await office.AgentAsync(online: true), await office.AgentAsync(online: true));
        var (first, second) = (await office.WaitingAsync(), await office.WaitingAsync());

        await office.SetAutoAcceptAsync(eager, true);

        await office.AssignedAsync(first, eager);
        await office.AssignedAsync(second, eager);
        Assert.Empty(
            (await office.Backend.GetAsync($"/v1/conversations?assignedAgentId={patient.Principal.Subject}"))
                .Body.GetProperty("data")
                .EnumerateArray()
        );
    }

    [Fact]
    public async Task Drain_SkillAsked_WaitsForWhoHasItWhileOthersPass()
    {
        await office.AgentAsync(online: true, skills: "french");
        var rare = await office.WaitingAsync(needs: new { skills = new[] { "latin" } });
        var common = await office.WaitingAsync();
        await office.AssignedAsync(common);
        Assert.Equal("queued", (await office.GetAsync(rare)).GetProperty("status").GetString());

        var scholar = await office.AgentAsync(online: true, skills: "Latin");

        await office.AssignedAsync(rare, scholar);
    }

    [Fact]
    public async Task List_Waiting_InOrderOfPriorityCategoryAndTime()
    {
        await office.SetAsync("routing", new { priorityByUserCategory = new { vip = "urgent" } });
        var early = await office.ConversationAsync();
        var vip = await office.ConversationAsync();
        var urgent = await office.ConversationAsync();
        var late = await office.ConversationAsync();
        await ChangeAsync(vip, "user_category = 'vip'");
        await ChangeAsync(urgent, "priority = 4");
        foreach (var id in new[] { early, vip, urgent, late })
        {
            await Office.DoneAsync(office.Backend.SubmitAsync($"/v1/conversations/{id}/escalate", null));
        }

        var (_, first) = await office.Backend.GetAsync("/v1/queue?limit=3");
        var (_, rest) = await office.Backend.GetAsync("/v1/queue?limit=3&cursor=" + first.GetProperty("nextCursor"));

        Assert.Equal([urgent, vip, early], Ids(first));
        Assert.Equal([late], Ids(rest));
        Assert.Equal(4, rest.GetProperty("data")[0].GetProperty("position").GetInt32());
        Assert.Equal(4, (await PlaceAsync(late)).Position);
        Assert.Equal(2, (await PlaceAsync(vip)).Position);
    }

    [Fact]
    public async Task List_Visitor_IsForbidden() =>
        Assert.Equal(
            "queue_forbidden",
            await Office.RefusedAsync(office.Visitor().GetAsync("/v1/queue"), HttpStatusCode.Forbidden)
        );

    [Fact]
    public async Task Place_NobodyOnline_TheWaitIsUnknown()
    {
        var id = await office.WaitingAsync();

        Assert.Equal((1, null), await PlaceAsync(id));
    }

    [Fact]
    public async Task Place_SomeResolvedBefore_EstimatesFromThem()
    {
        await office.AgentAsync(online: true, capacity: 0);
        await office.AgentAsync(online: true, capacity: 2, skills: "never");
        await office.SetAsync("routing", new { autoAssign = false });
        foreach (var minutes in new[] { 10, 30 })
        {
            var over = await office.ConversationAsync();
            await ChangeAsync(
                over,
                $"status = 2, assigned_at = now() - interval '{minutes} minutes', resolved_at = now(), closed_at = now()"
            );
        }

        await office.WaitingAsync();
        var id = await office.WaitingAsync();

        Assert.Equal((2, 20 * 60), await PlaceAsync(id));
    }

    [Fact]
    public async Task Tell_Waiting_TheCustomerHearsOfEachStep()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var first = await office.WaitingAsync();
        var visitor = office.Visitor();
        var second = await office.WaitingAsync(visitor);
        using var follower = await FollowAsync(visitor, second);
        await office.AgentAsync(online: true);
        await PositionAsync(follower, 2);
        var agent = await office.AgentAsync();

        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{first}/accept", null));

        await PositionAsync(follower, 1);
    }

    [Fact]
    public async Task Drain_AnAgentTakesWhatWaits_WhoWaitedHearsThatItWaitsNoMore()
    {
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        using var follower = await FollowAsync(visitor, id);
        var agent = await office.AgentAsync();

        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        await PositionAsync(follower, 0);
    }

    private async Task<Follower> FollowAsync(Caller visitor, string conversationId)
    {
        var follower = new Follower(visitor.At(sessions.B));
        await follower.ListenAsync(visitor, conversationId);
        return follower;
    }

    // Other positions may come for as long as one listens, so all of it has one time.
    private static Task PositionAsync(Follower follower, int position)
    {
        return ReadAsync().WithTimeout();

        async Task ReadAsync()
        {
            while ((await follower.NextSignalAsync()).QueuePosition?.Position != position) { }
        }
    }

    private static IEnumerable<string?> Ids(System.Text.Json.JsonElement body) =>
        body.GetProperty("data").EnumerateArray().Select(entry => entry.GetProperty("conversationId").GetString());

    private async Task<(int Position, int? Wait)> PlaceAsync(string id)
    {
        var body = await Office.DoneAsync(office.Backend.GetAsync($"/v1/conversations/{id}/queue"));
        var wait = body.GetProperty("estimatedWaitSeconds");
        return (
            body.GetProperty("position").GetInt32(),
            wait.ValueKind is System.Text.Json.JsonValueKind.Null ? null : wait.GetInt32()
        );
    }

    private async Task ChangeAsync(string id, string set)
    {
        await using var command = sessions.A.Admin.CreateCommand($"update conversations set {set} where id = $1");
        command.Parameters.AddWithValue(Guid.Parse(id));
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<List<long>> OpenAssignmentsAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            select count(*) from conversations where tenant_id = $1 and status in (4, 5) group by assigned_agent_id
            """
        );
        command.Parameters.AddWithValue(office.TenantId);
        await using var row = await command.ExecuteReaderAsync(Token);
        List<long> loads = [];
        while (await row.ReadAsync(Token))
        {
            loads.Add(row.GetInt64(0));
        }

        return loads;
    }

    private async Task<int> QueuedAsync() =>
        (await Office.DoneAsync(office.Backend.GetAsync("/v1/stats"))).GetProperty("waiting").GetInt32();
}
