using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Teams;

[Trait("Level", "Component")]
public sealed class TeamEndpointsTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    [Fact]
    public async Task Create_Team_IsShownWithItsMembersCounted()
    {
        var team = await CreateAsync("Billing");
        await PlaceAsync(AgentScene.Id(await scene.CreateAsync()), team);

        var (status, shown) = await scene.As(Ids.NewText()).GetAsync("/v1/teams/" + AgentScene.Id(team));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Billing", 1), (Name(shown), shown.GetProperty("memberCount").GetInt32()));
    }

    [Fact]
    public async Task Create_SameIdempotencyKey_MakesOneTeam()
    {
        var first = await scene.Backend.SubmitAsync("/v1/teams", new { name = "Billing" }, "retry-1");
        var second = await scene.Backend.SubmitAsync("/v1/teams", new { name = "Billing" }, "retry-1");

        Assert.Equal(AgentScene.Id(first.Body), AgentScene.Id(second.Body));
    }

    [Fact]
    public async Task Create_SameName_IsRefused()
    {
        await CreateAsync("Billing");

        var (status, problem) = await scene.Backend.SubmitAsync("/v1/teams", new { name = "BILLING" });

        Assert.Equal((HttpStatusCode.Conflict, "team_name_taken"), (status, AgentScene.Code(problem)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task Create_NoName_IsNamed(string? name)
    {
        var (status, problem) = await scene.Backend.SubmitAsync("/v1/teams", new { name });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/name", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Create_Manager_IsForbidden()
    {
        var (status, _) = await scene
            .As(Ids.NewText(), AgentRoles.Manager)
            .SubmitAsync("/v1/teams", new { name = "Billing" });

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Update_NoETagAtOnce_AllAreMade()
    {
        var path = "/v1/teams/" + AgentScene.Id(await CreateAsync("Billing"));

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(n => scene.Backend.ChangeAsync(HttpMethod.Patch, path, new { description = $"Desk {n}" }))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Fact]
    public async Task Update_OlderETag_IsRefused()
    {
        var path = "/v1/teams/" + AgentScene.Id(await CreateAsync("Billing"));
        await scene.Backend.ChangeAsync(HttpMethod.Patch, path, new { name = "Payments" }, "\"1\"");

        var (status, _) = await scene.Backend.ChangeAsync(HttpMethod.Patch, path, new { name = "Money" }, "\"1\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Equal("Payments", Name((await scene.Backend.GetAsync(path)).Body));
    }

    [Fact]
    public async Task Delete_Team_LetsItsMembersGo()
    {
        var team = await CreateAsync("Billing");
        var ada = AgentScene.Id(await scene.CreateAsync());
        await PlaceAsync(ada, team);

        var (status, _) = await scene.Backend.DeleteAsync("/v1/teams/" + AgentScene.Id(team));

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(JsonValueKind.Null, (await scene.GetAsync(ada)).GetProperty("teamId").ValueKind);
    }

    [Fact]
    public async Task List_Pages_GiveTheTenantsTeamsNewestFirst()
    {
        await CreateAsync("Billing");
        await CreateAsync("Sales");
        await CreateAsync("Support");

        var (_, first) = await scene.Backend.GetAsync("/v1/teams?limit=2");
        var (_, last) = await scene.Backend.GetAsync("/v1/teams?cursor=" + first.GetProperty("nextCursor"));

        Assert.Equal(["Support", "Sales"], first.GetProperty("data").EnumerateArray().Select(Name));
        Assert.Equal(["Billing"], last.GetProperty("data").EnumerateArray().Select(Name));
    }

    [Fact]
    public async Task List_AnotherTenant_SeesNothing()
    {
        await CreateAsync("Billing");

        var (_, page) = await new AgentScene(sessions.A).Backend.GetAsync("/v1/teams");

        Assert.Equal(0, page.GetProperty("data").GetArrayLength());
    }

    private async Task<JsonElement> CreateAsync(string name)
    {
        var (status, team) = await scene.Backend.SubmitAsync("/v1/teams", new { name });
        Assert.Equal(HttpStatusCode.Created, status);
        return team;
    }

    private async Task PlaceAsync(string agentId, JsonElement team)
    {
        var (status, _) = await scene.Backend.ChangeAsync(
            HttpMethod.Put,
            $"/v1/agents/{agentId}/hierarchy",
            new { level = 1, teamId = AgentScene.Id(team) }
        );
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private static string? Name(JsonElement team) => team.GetProperty("name").GetString();
}
