using System.Net;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Dashboard;

[Trait("Level", "Component")]
public sealed class StatsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Get_ConversationsInEachState_CountsThem()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync(online: true);
        await office.AgentAsync();
        await office.ConversationAsync();
        await office.WaitingAsync();
        var assigned = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{assigned}/accept", null));
        var resolved = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{resolved}/accept", null));
        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{resolved}/resolve", null));
        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{resolved}/close", null));

        var stats = await Office.DoneAsync(agent.GetAsync("/v1/stats"));

        Assert.Equal(2, stats.GetProperty("active").GetInt32());
        Assert.Equal(1, stats.GetProperty("waiting").GetInt32());
        Assert.Equal(1, stats.GetProperty("assigned").GetInt32());
        Assert.Equal(1, stats.GetProperty("resolvedToday").GetInt32());
        Assert.Equal(2, stats.GetProperty("agentsTotal").GetInt32());
        Assert.Equal(1, stats.GetProperty("agentsOnline").GetInt32());
    }

    [Fact]
    public async Task Get_ZoneThisServerDoesNotKnow_CountsTheDayAsUtc()
    {
        await office.StoreAsync("businessHours", """{"timeZone": "Atlantis/Capital"}""");

        var stats = await Office.DoneAsync(office.Backend.GetAsync("/v1/stats"));

        Assert.Equal(0, stats.GetProperty("resolvedToday").GetInt32());
    }

    [Fact]
    public async Task Get_Visitor_IsForbidden() =>
        Assert.Equal(
            "stats_forbidden",
            await Office.RefusedAsync(office.Visitor().GetAsync("/v1/stats"), HttpStatusCode.Forbidden)
        );

    [Fact]
    public async Task Get_AnotherTenant_SeesNothingOfIt()
    {
        await office.WaitingAsync();

        var stats = await Office.DoneAsync(new Office(sessions.A).Backend.GetAsync("/v1/stats"));

        Assert.Equal(0, stats.GetProperty("waiting").GetInt32());
    }
}
