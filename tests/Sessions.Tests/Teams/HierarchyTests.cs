using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Teams;

[Trait("Level", "Component")]
public sealed class HierarchyTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    [Fact]
    public async Task TeamTree_ThreeLevels_GivesEverybodyBelowWithItsDepth()
    {
        var (chief, lead, ada) = await ThreeAsync();
        var grace = await PlacedAsync("Grace", 1, lead);

        var (_, tree) = await scene.As(ada).GetAsync($"/v1/agents/{chief}/team-tree");
        var (_, reports) = await scene.As(ada).GetAsync($"/v1/agents/{chief}/reports");

        Assert.Equal([(lead, 0), (ada, 1), (grace, 1)], Below(tree));
        Assert.Equal([(lead, 0)], Below(reports));
    }

    [Fact]
    public async Task TeamTree_NobodyBelow_IsEmpty()
    {
        var (_, _, ada) = await ThreeAsync();

        Assert.Empty(Below((await scene.Backend.GetAsync($"/v1/agents/{ada}/team-tree")).Body));
    }

    [Fact]
    public async Task TeamTree_AnotherTenantsAgent_IsNotFound()
    {
        var (chief, _, _) = await ThreeAsync();

        var (status, _) = await new AgentScene(sessions.A).Backend.GetAsync($"/v1/agents/{chief}/team-tree");

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task Place_UnderItself_IsRefused()
    {
        var ada = await PlacedAsync("Ada", 1, null);

        AssertFault("self", await PlaceAsync(ada, 1, ada));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Place_UnderSomebodyNotHigher_IsRefused(int level)
    {
        var lead = await PlacedAsync("Lead", 1, null);
        var ada = await PlacedAsync("Ada", 1, null);

        AssertFault("level", await PlaceAsync(ada, level, lead));
    }

    [Fact]
    public async Task Place_InACircle_IsRefused()
    {
        var (chief, _, ada) = await ThreeAsync();

        AssertFault("level", await PlaceAsync(chief, 3, ada));
    }

    [Fact]
    public async Task Place_BelowItsOwnReports_IsRefused()
    {
        var (_, lead, _) = await ThreeAsync();

        var (status, problem) = await PlaceAsync(lead, 1, null);

        Assert.Equal((HttpStatusCode.Conflict, "level_below_reports"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task Place_TwoChangesThatContradictAtOnce_OneIsRefused()
    {
        var lead = await PlacedAsync("Lead", 2, null);
        var ada = await PlacedAsync("Ada", 1, null);

        var answers = await Task.WhenAll(PlaceAsync(ada, 1, lead), PlaceAsync(lead, 1, null));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task Place_LevelOutOfRange_IsRefused(int level)
    {
        var ada = await PlacedAsync("Ada", 1, null);

        var (status, problem) = await PlaceAsync(ada, level, null);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/level", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Place_HighestLevelThereIs_IsTaken() =>
        Assert.Equal(100, (await scene.GetAsync(await PlacedAsync("Ada", 100, null))).GetProperty("level").GetInt32());

    [Fact]
    public async Task Place_OfAnOlderETag_IsRefused()
    {
        var ada = await PlacedAsync("Ada", 1, null);

        var (refused, _) = await scene.Backend.PutAsync($"/v1/agents/{ada}/hierarchy", new { level = 2 }, "\"1\"");
        var (taken, placed) = await scene.Backend.PutAsync($"/v1/agents/{ada}/hierarchy", new { level = 3 }, "\"2\"");

        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.OK), (refused, taken));
        Assert.Equal(3, placed.GetProperty("level").GetInt32());
    }

    [Fact]
    public async Task Reports_OfOneLevel_AreByName()
    {
        var lead = await PlacedAsync("Lead", 2, null);
        var zoe = await PlacedAsync("Zoe", 1, lead);
        var ada = await PlacedAsync("Ada", 1, lead);

        Assert.Equal([(ada, 0), (zoe, 0)], Below((await scene.Backend.GetAsync($"/v1/agents/{lead}/reports")).Body));
    }

    [Fact]
    public async Task Place_UnknownParentAndTeam_AreNamed()
    {
        var ada = await PlacedAsync("Ada", 1, null);
        var other = AgentScene.Id(await new AgentScene(sessions.A).CreateAsync());

        var (status, problem) = await scene.Backend.ChangeAsync(
            HttpMethod.Put,
            $"/v1/agents/{ada}/hierarchy",
            new
            {
                level = 1,
                parentId = other,
                teamId = Ids.New(),
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/teamId", "/parentId"],
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString())
        );
    }

    [Fact]
    public async Task Delete_Manager_OrphansNobody()
    {
        var (chief, lead, ada) = await ThreeAsync();

        await scene.Backend.DeleteAsync("/v1/agents/" + lead);

        Assert.Equal(chief, (await scene.GetAsync(ada)).GetProperty("parentId").GetString());
        Assert.Equal([(ada, 0)], Below((await scene.Backend.GetAsync($"/v1/agents/{chief}/team-tree")).Body));
    }

    [Fact]
    public async Task PlaceAndDelete_ChangedByOthersAtOnce_AreDone()
    {
        var (chief, lead, ada) = await ThreeAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(number =>
                    (number % 3) switch
                    {
                        0 => scene.Backend.PatchAsync("/v1/agents/" + ada, new { title = "T" + number }),
                        1 => PlaceAsync(ada, 1, chief),
                        _ => scene.Backend.PatchAsync("/v1/agents/" + lead, new { title = "T" + number }),
                    }
                )
                .Append(scene.Backend.DeleteAsync("/v1/agents/" + lead))
        );

        Assert.DoesNotContain(answers, answer => answer.Status is HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.NoContent, answers[^1].Status);
    }

    private async Task<(string Chief, string Lead, string Ada)> ThreeAsync()
    {
        var chief = await PlacedAsync("Chief", 3, null);
        var lead = await PlacedAsync("Lead", 2, chief);
        return (chief, lead, await PlacedAsync("Ada", 1, lead));
    }

    private async Task<string> PlacedAsync(string name, int level, string? parentId)
    {
        var id = AgentScene.Id(await scene.CreateAsync(("name", name)));
        var (status, _) = await PlaceAsync(id, level, parentId);
        Assert.Equal(HttpStatusCode.OK, status);
        return id;
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> PlaceAsync(string agentId, int level, string? parentId) =>
        scene.Backend.ChangeAsync(HttpMethod.Put, $"/v1/agents/{agentId}/hierarchy", new { level, parentId });

    private static void AssertFault(string code, (HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var fault = answer.Body.GetProperty("errors")[0];
        Assert.Equal(
            ("/parentId", code),
            (fault.GetProperty("pointer").GetString(), fault.GetProperty("code").GetString())
        );
    }

    private static IEnumerable<(string, int)> Below(JsonElement list) =>
        list.GetProperty("data")
            .EnumerateArray()
            .Select(below => (AgentScene.Id(below), below.GetProperty("depth").GetInt32()));
}
