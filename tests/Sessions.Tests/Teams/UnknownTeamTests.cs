using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Teams;

/// <summary>A conversation can be for a team of its tenant only.</summary>
[Trait("Level", "Component")]
public sealed class UnknownTeamTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Name_NoTeamOfTheTenant_NamesTheField(bool isAnothers)
    {
        var teamId = isAnothers ? await TeamAsync(new Office(sessions.A)) : Ids.NewText();
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);
        var path = "/v1/conversations/" + id;

        (HttpStatusCode Status, JsonElement Body)[] answers =
        [
            await visitor.SubmitAsync(path + "/escalate", new { teamId }),
            await office.Backend.SubmitAsync(path + "/queue", new { teamId }),
            await office.Backend.PatchAsync(path, new { teamId }),
            await office.Backend.SubmitAsync(
                "/v1/conversations",
                new { owner = new { kind = "user", id = "u" }, details = new { teamId } }
            ),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
        Assert.Equal(
            [
                ("/teamId", "not_found"),
                ("/teamId", "not_found"),
                ("/teamId", "not_found"),
                ("/details/teamId", "not_found"),
            ],
            answers
                .SelectMany(answer => answer.Body.GetProperty("errors").EnumerateArray())
                .Select(fault => (fault.GetProperty("pointer").GetString()!, fault.GetProperty("code").GetString()!))
        );
        Assert.Equal("open", (await office.GetAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Name_ATeamOfTheTenant_IsKeptAndTakenAway()
    {
        var teamId = await TeamAsync(office);
        var id = await office.ConversationAsync();
        var path = "/v1/conversations/" + id;

        var queued = await Office.DoneAsync(office.Backend.SubmitAsync(path + "/queue", new { teamId }));
        var cleared = await Office.DoneAsync(office.Backend.PatchAsync(path, new { teamId = Guid.Empty }));

        Assert.Equal(teamId, queued.GetProperty("teamId").GetString());
        Assert.Equal(JsonValueKind.Null, cleared.GetProperty("teamId").ValueKind);
    }

    private static async Task<string> TeamAsync(Office of)
    {
        var (status, team) = await of.Backend.SubmitAsync("/v1/teams", new { name = "Billing" });
        Assert.Equal(HttpStatusCode.Created, status);
        return team.GetProperty("id").GetString()!;
    }
}
