using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Presence;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.SupportPersons;

[Trait("Level", "Component")]
public sealed class SupportPersonsTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SettingIsOff_IsRefused()
    {
        var (status, problem) = await ListAsync(PrincipalKind.PublishableKey);

        Assert.Equal((HttpStatusCode.Forbidden, "agent_selection_off"), (status, AgentScene.Code(problem)));
    }

    [Theory]
    [InlineData(PrincipalKind.PublishableKey)]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.User)]
    public async Task List_SettingIsOn_GivesPublicAgentsWithRoomAndNothingPrivate(PrincipalKind kind)
    {
        await AllowAsync();
        var free = await OnlineAsync("public", capacity: 1);
        await OnlineAsync("internal", capacity: 1);
        var full = await OnlineAsync("public", capacity: 1);
        await AssignAsync(full);
        await scene.CreateAsync(("visibility", "public"));

        var (status, page) = await ListAsync(kind);

        Assert.Equal(HttpStatusCode.OK, status);
        var person = Assert.Single(page.GetProperty("data").EnumerateArray());
        Assert.Equal(free, AgentScene.Id(person));
        Assert.Equal(
            ["avatarUrl", "id", "isDefault", "name", "title"],
            person.EnumerateObject().Select(field => field.Name).Order()
        );
    }

    [Fact]
    public async Task Available_Colleagues_SeeWhoHasRoomAndHowMuchEachHas()
    {
        var one = await OnlineAsync("internal", capacity: 2);
        var full = await OnlineAsync("internal", capacity: 1);
        await AssignAsync(one);
        await AssignAsync(full);

        var (_, page) = await scene.As(one).GetAsync("/v1/agents/available");

        var found = Assert.Single(page.GetProperty("data").EnumerateArray());
        Assert.Equal((one, 1), (AgentScene.Id(found), found.GetProperty("activeConversations").GetInt32()));
        Assert.Equal(1, (await scene.GetAsync(full)).GetProperty("activeConversations").GetInt32());
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> ListAsync(PrincipalKind kind) =>
        Caller.Of(sessions.A, kind, scene.TenantId).GetAsync("/v1/support-persons");

    private async Task AllowAsync()
    {
        var (status, _) = await scene.Backend.ChangeAsync(
            HttpMethod.Patch,
            "/v1/settings/agents",
            new { visitorAgentSelection = true },
            "*"
        );
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private async Task<string> OnlineAsync(string visibility, int capacity)
    {
        var id = AgentScene.Id(await scene.CreateAsync(("visibility", visibility), ("capacity", capacity)));
        var agent = new AgentKey(scene.TenantId, Guid.Parse(id));
        await sessions
            .A.Get<AgentPresences>()
            .TakeAsync([new AgentNews(agent, IsConnected: true, IsActive: true, null)], Cancelled);
        return id;
    }

    private async Task AssignAsync(string agentId)
    {
        var posted = await Caller.Visitor(sessions.A, scene.TenantId).PostAsync("Hello");
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversations set status = 4, assigned_agent_id = $1 where id = $2"
        );
        command.Parameters.AddWithValue(Guid.Parse(agentId));
        command.Parameters.AddWithValue(Guid.Parse(posted.Conversation.Id));
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
