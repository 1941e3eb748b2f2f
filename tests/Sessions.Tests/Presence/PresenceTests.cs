using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Presence;

[Trait("Level", "Component")]
public sealed class PresenceTests(PresenceSuite suite) : IClassFixture<PresenceSuite>
{
    private readonly PresenceScene scene = suite.NewScene();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beat_FirstSocket_ShowsTheChoiceAndTellsOnce()
    {
        var ada = await scene.CreateAsync();

        await scene.BeatAsync(ada);
        await scene.BeatAsync(ada);

        Assert.Equal("online", await scene.StatusAsync(ada));
        Assert.Equal([Wire.PresenceStatus.Online], await scene.EventsAsync(ada));
    }

    [Fact]
    public async Task Beat_NothingMoreIsHeard_TheAgentIsOfflineAfterLeaseAndGrace()
    {
        var ada = await scene.CreateAsync();
        await scene.BeatAsync(ada);

        await scene.BecomesAsync(ada, "offline");

        Assert.Equal([Wire.PresenceStatus.Online, Wire.PresenceStatus.Offline], await scene.EventsAsync(ada));
    }

    [Fact]
    public async Task Beat_OneOfTwoGatewaysLetsGo_TheAgentStays()
    {
        var ada = await scene.CreateAsync();
        var other = await scene.CreateAsync();
        await scene.BeatAsync(ada, "g1");
        await scene.BeatAsync(ada, "g2");
        await scene.BeatAsync(other, "g1");

        await scene.BeatAsync(ada, "g1", connected: false);
        await scene.BeatAsync(other, "g1", connected: false);
        await using var beating = scene.Keep(ada, "g2");
        await scene.BecomesAsync(other, "offline");

        Assert.Equal("online", await scene.StatusAsync(ada));
    }

    [Fact]
    public async Task Beat_RedisEmptied_NobodySeesIt()
    {
        var ada = await scene.CreateAsync();
        var ghost = await scene.CreateAsync();
        await scene.BeatAsync(ada);
        await scene.BeatAsync(ghost, "dead gateway");
        await using var beating = scene.Keep(ada, "g1");

        await scene.Redis.KillAsync();
        await scene.Redis.StartAgainAsync();
        await scene.BecomesAsync(ghost, "offline");

        Assert.Equal("online", await scene.StatusAsync(ada));
        Assert.Equal([Wire.PresenceStatus.Online], await scene.EventsAsync(ada));
    }

    [Fact]
    public async Task Sweep_IdleForTheTenantsTime_IsAwayUntilItDoesSomething()
    {
        var ada = await scene.CreateAsync();
        await scene.BeatAsync(ada);
        await using var beating = scene.Keep(ada, "g1");
        await scene.LetIdleAsync(ada, "6 minutes");

        await scene.BecomesAsync(ada, "away");
        await scene.BeatAsync(ada, active: true);

        Assert.Equal("online", await scene.StatusAsync(ada));
        Assert.Equal("online", (await scene.Agents.GetAsync(ada)).GetProperty("chosenStatus").GetString());
    }

    [Fact]
    public async Task Sweep_BusyAndIdle_StaysBusy()
    {
        var ada = await scene.CreateAsync();
        var control = await scene.CreateAsync();
        await ChooseAsync(ada, "busy");
        await scene.BeatAsync(ada);
        await scene.BeatAsync(control);
        await using var beating = scene.Keep(ada, "g1");
        await using var also = scene.Keep(control, "g1");
        await scene.LetIdleAsync(ada, "6 minutes");
        await scene.LetIdleAsync(control, "6 minutes");

        await scene.BecomesAsync(control, "away");

        Assert.Equal("busy", await scene.StatusAsync(ada));
    }

    [Fact]
    public async Task Beat_ComesBack_HasTheLastChoice()
    {
        var ada = await scene.CreateAsync();
        await scene.BeatAsync(ada);
        await ChooseAsync(ada, "away");
        await scene.BecomesAsync(ada, "offline");

        await scene.BeatAsync(ada);

        Assert.Equal("away", await scene.StatusAsync(ada));
    }

    [Fact]
    public async Task SetStatus_NotConnected_IsChosenButNotSeen()
    {
        var ada = await scene.CreateAsync();

        var set = await ChooseAsync(ada, "busy");

        Assert.Equal(("offline", "busy"), (Text(set.Body, "status"), Text(set.Body, "chosenStatus")));
        Assert.Empty(await scene.EventsAsync(ada));
    }

    [Theory]
    [InlineData(AgentRoles.Agent, HttpStatusCode.Forbidden)]
    [InlineData(AgentRoles.Manager, HttpStatusCode.OK)]
    public async Task SetStatus_Anothers_NeedsAManager(string role, HttpStatusCode expected)
    {
        var ada = await scene.CreateAsync();

        var (status, _) = await scene
            .Agents.As(Ids.NewText(), role)
            .ChangeAsync(HttpMethod.Put, $"/v1/agents/{ada}/status", new { status = "away" });

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("asleep", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.BadRequest)]
    public async Task SetStatus_UnknownWord_IsRefused(string? word, HttpStatusCode expected)
    {
        var ada = await scene.CreateAsync();

        Assert.Equal(expected, (await ChooseAsync(ada, word)).Status);
    }

    [Fact]
    public async Task SetStatus_OverGrpc_IsTheCallersOwn()
    {
        var ada = await scene.CreateAsync();
        await scene.BeatAsync(ada);

        var set = await scene.Instance.AgentPresences.SetStatusAsync(
            new Wire.SetStatusRequest { Status = Wire.PresenceStatus.Busy },
            scene.Agents.As(ada).Options(Cancelled)
        );

        Assert.Equal((Wire.PresenceStatus.Busy, Wire.PresenceStatus.Busy), (set.Status, set.Chosen));
        Assert.Equal("busy", await scene.StatusAsync(ada));
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("delete")]
    public async Task Beat_AgentKeptOut_IsOfflineAtOnceAndItsLoginNamed(string how)
    {
        var ada = await scene.CreateAsync();
        await scene.BeatAsync(ada);

        await (
            how == "delete"
                ? scene.Agents.Backend.DeleteAsync("/v1/agents/" + ada)
                : scene.Agents.Backend.ChangeAsync(HttpMethod.Patch, "/v1/agents/" + ada, new { isActive = false })
        );
        var beat = await scene.BeatAsync(ada);

        Assert.Equal([ada], beat.EndedLoginIds);
        Assert.Equal([Wire.PresenceStatus.Online, Wire.PresenceStatus.Offline], await scene.EventsAsync(ada));
    }

    [Fact]
    public async Task Beat_UnknownLogin_IsNamedAsEnded()
    {
        var ada = await scene.CreateAsync();
        var loginId = Ids.New();

        var beat = await scene.BeatAsync(ada, loginId: loginId);

        Assert.Equal([loginId.ToString()], beat.EndedLoginIds);
        Assert.Equal("offline", await scene.StatusAsync(ada));
    }

    [Fact]
    public async Task Beat_NotAService_IsForbidden()
    {
        var refusal = await Caller.RefusalAsync(() =>
            scene
                .Instance.AgentPresences.BeatAsync(
                    new Wire.BeatRequest { Instance = "g1" },
                    scene.Agents.Backend.Options(Cancelled)
                )
                .ResponseAsync
        );

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task Beat_TooMany_IsRefused()
    {
        var request = new Wire.BeatRequest { Instance = "g1" };
        request.Agents.AddRange(Enumerable.Repeat(new Wire.AgentBeat(), 1_001));

        var refusal = await Caller.RefusalAsync(() =>
            scene
                .Instance.AgentPresences.BeatAsync(
                    request,
                    Caller.Of(scene.Instance, PrincipalKind.Service, Guid.Empty).Options(Cancelled)
                )
                .ResponseAsync
        );

        Assert.IsType<Invalid>(refusal.ToError());
    }

    private Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> ChooseAsync(string id, string? status) =>
        scene.Agents.As(id).ChangeAsync(HttpMethod.Put, $"/v1/agents/{id}/status", new { status });

    private static string? Text(System.Text.Json.JsonElement answer, string name) =>
        answer.GetProperty(name).GetString();
}
