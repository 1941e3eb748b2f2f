using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Microsoft.Extensions.Logging;

namespace Chat.Sessions.Tests.Agents;

[Trait("Level", "Component")]
public sealed class AgentEndpointsTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    [Fact]
    public async Task Create_AllFields_AreKept()
    {
        var made = await scene.CreateAsync(
            ("avatarUrl", "https://cdn.example.com/ada.png"),
            ("role", "manager"),
            ("title", "Lead"),
            ("capacity", 7),
            ("skills", new[] { "billing", "French" }),
            ("department", "Support"),
            ("visibility", "public"),
            ("modeOverride", "manual"),
            ("aiEnabled", false),
            ("autoAccept", true)
        );

        var shown = await scene.GetAsync(AgentScene.Id(made));

        Assert.Equal(made.GetRawText(), shown.GetRawText());
        Assert.Equal("manager", shown.GetProperty("role").GetString());
        Assert.Equal(7, shown.GetProperty("capacity").GetInt32());
        Assert.Equal(2, shown.GetProperty("skills").GetArrayLength());
        Assert.Equal("manual", shown.GetProperty("modeOverride").GetString());
        Assert.Equal(("offline", "online"), (Text(shown, "status"), Text(shown, "chosenStatus")));
    }

    [Fact]
    public async Task Create_Defaults_AreThoseOfTheDocuments()
    {
        var made = await scene.CreateAsync();

        Assert.Equal(
            ("agent", 5, "internal", true, true, false, false),
            (
                Text(made, "role"),
                made.GetProperty("capacity").GetInt32(),
                Text(made, "visibility"),
                made.GetProperty("isActive").GetBoolean(),
                made.GetProperty("aiEnabled").GetBoolean(),
                made.GetProperty("autoAccept").GetBoolean(),
                made.GetProperty("isDefault").GetBoolean()
            )
        );
    }

    [Fact]
    public async Task Create_SameAddressInAnotherCase_IsRefused()
    {
        await scene.CreateAsync(("email", "ada@example.com"));

        var (status, problem) = await scene.Backend.SubmitAsync(
            "/v1/agents",
            AgentScene.Body(("email", "ADA@Example.com"))
        );

        Assert.Equal((HttpStatusCode.Conflict, "email_taken"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task Create_SameAddressInAnotherTenant_IsMade()
    {
        await scene.CreateAsync(("email", "ada@example.com"));

        await new AgentScene(sessions.A).CreateAsync(("email", "ada@example.com"));
    }

    [Fact]
    public async Task Create_SameIdempotencyKeyAtOnce_MakesOneAgent()
    {
        var body = AgentScene.Body();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => scene.Backend.SubmitAsync("/v1/agents", body, "retry-1"))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => AgentScene.Id(answer.Body)).Distinct());
    }

    [Fact]
    public async Task Create_WrongType_IsABadRequest()
    {
        var (status, _) = await scene.Backend.SubmitAsync("/v1/agents", AgentScene.Body(("capacity", "many")));

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Theory]
    [InlineData(AgentRoles.Agent, HttpStatusCode.Forbidden)]
    [InlineData(AgentRoles.Manager, HttpStatusCode.Forbidden)]
    [InlineData(AgentRoles.Admin, HttpStatusCode.Created)]
    public async Task Create_Agent_NeedsToBeAdmin(string role, HttpStatusCode expected)
    {
        var (status, _) = await scene.As(Ids.NewText(), role).SubmitAsync("/v1/agents", AgentScene.Body());

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task GetMe_SecretKey_IsToldThatItIsNobody()
    {
        var (status, problem) = await Caller
            .Of(sessions.A, PrincipalKind.SecretKey, scene.TenantId)
            .GetAsync("/v1/agents/me");

        Assert.Equal((HttpStatusCode.Forbidden, "agents_forbidden"), (status, AgentScene.Code(problem)));
        Assert.Equal("This needs an agent's token.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.User)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task List_Strangers_AreForbidden(PrincipalKind kind)
    {
        var (status, problem) = await Caller.Of(sessions.A, kind, scene.TenantId).GetAsync("/v1/agents");

        Assert.Equal((HttpStatusCode.Forbidden, "agents_forbidden"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task List_Filters_MustAllHold()
    {
        var wanted = await scene.CreateAsync(("department", "Sales"), ("skills", new[] { "French" }));
        await scene.CreateAsync(("department", "Sales"), ("skills", new[] { "German" }));
        await scene.CreateAsync(("department", "Support"), ("skills", new[] { "French" }));

        var (_, page) = await scene
            .As(Ids.NewText())
            .GetAsync("/v1/agents?department=Sales&skill=French&role=agent&status=offline&isActive=true");

        Assert.Equal([AgentScene.Id(wanted)], IdsOf(page));
    }

    [Fact]
    public async Task List_Pages_GiveEachAgentOnceNewestFirst()
    {
        var made = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            made.Insert(0, AgentScene.Id(await scene.CreateAsync()));
        }

        var (_, first) = await scene.Backend.GetAsync("/v1/agents?limit=2");
        var (_, last) = await scene.Backend.GetAsync("/v1/agents?limit=2&cursor=" + Text(first, "nextCursor"));

        Assert.Equal(made, IdsOf(first).Concat(IdsOf(last)));
        Assert.False(last.GetProperty("hasMore").GetBoolean());
    }

    [Theory]
    [InlineData("?role=boss", "/role")]
    [InlineData("?status=asleep", "/status")]
    [InlineData("?department=a%00b", "/department")]
    [InlineData("?skill=%00", "/skill")]
    [InlineData("?limit=0", "/limit")]
    [InlineData("?cursor=x&limit=101&role=boss&skill=%00", "/cursor,/limit,/role,/skill")]
    public async Task List_WrongQuery_NamesAllAtOnce(string query, string pointers)
    {
        var (status, problem) = await scene.Backend.GetAsync("/v1/agents" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            pointers,
            string.Join(',', problem.GetProperty("errors").EnumerateArray().Select(fault => Text(fault, "pointer")))
        );
    }

    [Fact]
    public async Task Get_AnotherTenantsAgent_IsNotFound()
    {
        var made = await scene.CreateAsync();

        var (status, _) = await new AgentScene(sessions.A).Backend.GetAsync("/v1/agents/" + AgentScene.Id(made));

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task GetMe_Agent_IsItself()
    {
        var made = await scene.CreateAsync();

        var (status, shown) = await scene.As(AgentScene.Id(made)).GetAsync("/v1/agents/me");

        Assert.Equal((HttpStatusCode.OK, AgentScene.Id(made)), (status, AgentScene.Id(shown)));
    }

    [Fact]
    public async Task Update_SomeFields_KeepsTheOthersAndEmptyTakesAway()
    {
        var made = await scene.CreateAsync(("department", "Sales"), ("title", "Lead"), ("capacity", 9));

        var (status, changed) = await UpdateAsync(made, new { department = "", name = "Grace" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Grace", "Lead", 9), (Text(changed, "name"), Text(changed, "title"), Capacity(changed)));
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("department").ValueKind);
    }

    [Fact]
    public async Task Update_ETagOfAnOlderVersion_IsRefused()
    {
        var made = await scene.CreateAsync();
        var (first, _) = await UpdateAsync(made, new { name = "Grace" }, "\"1\"");

        var (second, problem) = await UpdateAsync(made, new { name = "Edith" }, "\"1\"");

        Assert.Equal(HttpStatusCode.OK, first);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "version_mismatch"), (second, AgentScene.Code(problem)));
        Assert.Equal("Grace", Text(await scene.GetAsync(AgentScene.Id(made)), "name"));
    }

    [Fact]
    public async Task Update_SameETagAtOnce_OneWins()
    {
        var made = await scene.CreateAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(n => UpdateAsync(made, new { name = $"Ada {n}" }, "\"1\""))
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Update_NoETagAtOnce_AllAreMade()
    {
        var made = await scene.CreateAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(n => UpdateAsync(made, new { name = $"Ada {n}" }))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var (last, _) = await UpdateAsync(made, new { name = "Grace" }, "\"25\"");
        Assert.Equal(HttpStatusCode.OK, last);
    }

    [Fact]
    public async Task Update_ToAnAddressThatIsTaken_IsRefused()
    {
        await scene.CreateAsync(("email", "ada@example.com"));
        var other = await scene.CreateAsync();

        var (status, problem) = await UpdateAsync(other, new { email = "ada@example.com" });

        Assert.Equal((HttpStatusCode.Conflict, "email_taken"), (status, AgentScene.Code(problem)));
        Assert.DoesNotContain(
            sessions.A.Logs.Entries,
            entry =>
                entry.Level >= LogLevel.Error
                && entry.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Update_IsDefault_DismissesTheOneBefore()
    {
        var first = await scene.CreateAsync(("isDefault", true));
        var second = await scene.CreateAsync(("isDefault", true));

        Assert.False((await scene.GetAsync(AgentScene.Id(first))).GetProperty("isDefault").GetBoolean());
        Assert.True((await scene.GetAsync(AgentScene.Id(second))).GetProperty("isDefault").GetBoolean());
    }

    [Fact]
    public async Task Delete_Agent_IsGoneAndItsAddressFree()
    {
        var made = await scene.CreateAsync(("email", "ada@example.com"));

        var (status, _) = await scene.Backend.DeleteAsync("/v1/agents/" + AgentScene.Id(made));

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await scene.Backend.GetAsync("/v1/agents/" + AgentScene.Id(made))).Status
        );
        await scene.CreateAsync(("email", "ada@example.com"));
    }

    [Fact]
    public async Task Create_KeyOfADeletedAgent_MakesAnother()
    {
        var (_, first) = await scene.Backend.SubmitAsync("/v1/agents", AgentScene.Body(), "again");
        await scene.Backend.DeleteAsync("/v1/agents/" + AgentScene.Id(first));

        var (status, second) = await scene.Backend.SubmitAsync("/v1/agents", AgentScene.Body(), "again");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(AgentScene.Id(first), AgentScene.Id(second));
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> UpdateAsync(
        JsonElement agent,
        object body,
        string? ifMatch = null
    ) => scene.Backend.ChangeAsync(HttpMethod.Patch, "/v1/agents/" + AgentScene.Id(agent), body, ifMatch);

    private static string? Text(JsonElement agent, string name) => agent.GetProperty(name).GetString();

    private static int Capacity(JsonElement agent) => agent.GetProperty("capacity").GetInt32();

    private static IEnumerable<string> IdsOf(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(AgentScene.Id);
}
