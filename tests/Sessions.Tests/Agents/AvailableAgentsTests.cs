using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Agents;

/// <summary>Who can be given work.</summary>
[Trait("Level", "Component")]
public sealed class AvailableAgentsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task ListAvailable_Agents_AreThoseWhoAreThereAndHaveRoom()
    {
        await office.AgentAsync(online: false);
        await new Office(sessions.A).AgentAsync(online: true);
        var left = await office.AgentAsync(online: true);
        var inactive = await office.AgentAsync(online: true);
        var full = await office.AgentAsync(online: true, capacity: 1);
        var free = await office.AgentAsync(online: true, capacity: 2);
        await SqlAsync("update agents set deleted_at = now() where id = $1", left);
        await SqlAsync("update agents set is_active = false where id = $1", inactive);
        await GiveAsync(full, status: 4);
        await GiveAsync(free, status: 5);
        await GiveAsync(free, status: 7);

        Assert.Equal([(Id(free), 1)], await ListAsync(null));
    }

    [Fact]
    public async Task ListAvailable_Visibility_LeavesTheOthersOut()
    {
        var hidden = await office.AgentAsync(online: true);
        var shown = await office.AgentAsync(online: true, isPublic: true);

        Assert.Equal([(Id(shown), 0)], await ListAsync(AgentVisibility.Public));
        Assert.Equal([(Id(hidden), 0)], await ListAsync(AgentVisibility.Internal));
        Assert.Equal([(Id(shown), 0), (Id(hidden), 0)], await ListAsync(null));
    }

    [Fact]
    public async Task ListAvailable_Pages_GiveEachOnceNewestFirst()
    {
        var made = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            made.Insert(0, (await office.AgentAsync(online: true)).Principal.Subject);
        }

        var (_, first) = await office.Backend.GetAsync("/v1/agents/available?limit=2");
        var cursor = first.GetProperty("nextCursor").GetString();
        var (_, last) = await office.Backend.GetAsync($"/v1/agents/available?limit=2&cursor={cursor}");

        Assert.Equal(made[..2], first.GetProperty("data").EnumerateArray().Select(AgentScene.Id));
        Assert.Equal(made[2..], last.GetProperty("data").EnumerateArray().Select(AgentScene.Id));
        Assert.Equal(
            (true, false),
            (first.GetProperty("hasMore").GetBoolean(), last.GetProperty("hasMore").GetBoolean())
        );
    }

    [Fact]
    public async Task CreateAgain_AgentWhoHasConversations_SaysHowMany()
    {
        var body = AgentScene.Body();
        var (_, made) = await office.Backend.SubmitAsync("/v1/agents", body, "retry-1");
        await GiveAsync(Guid.Parse(AgentScene.Id(made)), status: 4);

        var (_, again) = await office.Backend.SubmitAsync("/v1/agents", body, "retry-1");

        Assert.Equal((0, 1), (Load(made), Load(again)));
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task ListAvailable_Strangers_AreForbidden(PrincipalKind kind)
    {
        var (status, problem) = await Caller.Of(sessions.A, kind, office.TenantId).GetAsync("/v1/agents/available");

        Assert.Equal((HttpStatusCode.Forbidden, "agents_forbidden"), (status, AgentScene.Code(problem)));
    }

    private async Task<IEnumerable<(Guid, int)>> ListAsync(AgentVisibility? visibility) =>
        (
            await sessions
                .A.Get<AgentDirectory>()
                .ListAvailableAsync(office.TenantId, visibility, null, 10, TestContext.Current.CancellationToken)
        ).Select(card => (card.Id, card.ActiveConversations));

    private Task GiveAsync(Caller agent, short status) => GiveAsync(Id(agent), status);

    private async Task GiveAsync(Guid agentId, short status)
    {
        var id = await office.ConversationAsync();
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversations set status = $1, assigned_agent_id = $2 where id = $3"
        );
        command.Parameters.AddWithValue(status);
        command.Parameters.AddWithValue(agentId);
        command.Parameters.AddWithValue(Guid.Parse(id));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task SqlAsync(string sql, Caller agent)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.AddWithValue(Id(agent));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static int Load(JsonElement agent) => agent.GetProperty("activeConversations").GetInt32();

    private static Guid Id(Caller agent) => Guid.Parse(agent.Principal.Subject);
}
