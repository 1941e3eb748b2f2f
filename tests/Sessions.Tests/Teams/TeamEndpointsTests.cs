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

    [Fact]
    public async Task Create_SameNameAtOnce_MakesOneTeam()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => scene.Backend.SubmitAsync("/v1/teams", new { name = "Billing" }))
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.Created),
            answer => Assert.Equal("team_name_taken", AgentScene.Code(answer.Body))
        );
    }

    [Fact]
    public async Task Create_SameIdempotencyKeyAtOnce_MakesOneTeam()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => scene.Backend.SubmitAsync("/v1/teams", new { name = "Billing" }, "r"))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => AgentScene.Id(answer.Body)).Distinct());
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Created)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task Create_IdempotencyKey_IsBounded(int length, HttpStatusCode expected)
    {
        var (status, _) = await scene.Backend.SubmitAsync("/v1/teams", new { name = "B" }, new string('k', length));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Create_SameNameInAnotherTenant_IsMade()
    {
        await CreateAsync("Billing");

        var (status, _) = await new AgentScene(sessions.A).Backend.SubmitAsync("/v1/teams", new { name = "Billing" });

        Assert.Equal(HttpStatusCode.Created, status);
    }

    [Fact]
    public async Task Update_SomeFields_KeepsTheOthersAndEmptyTakesAway()
    {
        var (_, team) = await scene.Backend.SubmitAsync("/v1/teams", new { name = "Billing", description = " Money " });

        var (_, renamed) = await UpdateAsync(team, new { name = " Invoices " });
        var (_, emptied) = await UpdateAsync(team, new { description = " " });

        Assert.Equal(("Invoices", "Money"), (Name(renamed), renamed.GetProperty("description").GetString()));
        Assert.Equal("Invoices", Name(emptied));
        Assert.Equal(JsonValueKind.Null, emptied.GetProperty("description").ValueKind);
    }

    [Fact]
    public async Task Update_ToANameThatIsTaken_IsRefused()
    {
        await CreateAsync("Billing");
        var sales = await CreateAsync("Sales");

        var (status, problem) = await UpdateAsync(sales, new { name = "billing" });

        Assert.Equal((HttpStatusCode.Conflict, "team_name_taken"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task Get_AgentWhoWasDeleted_IsCountedNoMore()
    {
        var team = await CreateAsync("Billing");
        var ada = AgentScene.Id(await scene.CreateAsync());
        await PlaceAsync(ada, team);

        await scene.Backend.DeleteAsync("/v1/agents/" + ada);

        var (_, shown) = await scene.Backend.GetAsync("/v1/teams/" + AgentScene.Id(team));
        Assert.Equal(0, shown.GetProperty("memberCount").GetInt32());
    }

    [Fact]
    public async Task GetUpdateAndDelete_AnotherTenantsTeam_AreNotFoundAndChangeNothing()
    {
        var team = await CreateAsync("Billing");
        var other = new AgentScene(sessions.A).Backend;
        var path = "/v1/teams/" + AgentScene.Id(team);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PatchAsync(path, new { name = "Mine" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync(path)).Status);
        Assert.Equal("Billing", Name((await scene.Backend.GetAsync(path)).Body));
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.User)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task ListAndGet_Strangers_AreForbidden(PrincipalKind kind)
    {
        var team = await CreateAsync("Billing");
        var stranger = Caller.Of(sessions.A, kind, scene.TenantId);

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync("/v1/teams")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync("/v1/teams/" + AgentScene.Id(team))).Status);
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> UpdateAsync(JsonElement team, object body) =>
        scene.Backend.PatchAsync("/v1/teams/" + AgentScene.Id(team), body);

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
