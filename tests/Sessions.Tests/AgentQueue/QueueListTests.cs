using System.Net;
using System.Text.Json;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.AgentQueue;

/// <summary>What agents see of the queue.</summary>
[Trait("Level", "Component")]
public sealed class QueueListTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task List_OneThatAsksForEverything_SaysAllOfIt()
    {
        var wanted = await office.AgentAsync(isPublic: true);
        var (_, team) = await office.Backend.SubmitAsync("/v1/teams", new { name = "Billing" });
        var teamId = team.GetProperty("id").GetGuid();
        var (_, made) = await office.Backend.SubmitAsync(
            "/v1/conversations",
            new
            {
                owner = new
                {
                    kind = "user",
                    id = "u-7",
                    displayName = "Ada",
                },
                subject = "Parcel",
            }
        );
        var id = made.GetProperty("id").GetString()!;
        await ChangeAsync(id, "user_category = 'vip', priority = 3");
        await Office.DoneAsync(
            office.Backend.SubmitAsync(
                $"/v1/conversations/{id}/escalate",
                new
                {
                    skills = new[] { "latin" },
                    department = "Sales",
                    teamId,
                }
            )
        );
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        await Office.DoneAsync(
            office.Backend.PutAsync(
                $"/v1/conversations/{id}/preferred-agent",
                new { agentId = wanted.Principal.Subject }
            )
        );

        var entry = Assert.Single(await ListAsync(""));

        var conversation = await office.GetAsync(id);
        Assert.Equal(
            $$"""
            {"conversationId":"{{id}}","position":1,"queuedAt":{{conversation.GetProperty("queuedAt").GetRawText()}},
            "estimatedWaitSeconds":null,"priority":"high","customer":{"kind":"user","id":"u-7","displayName":"Ada"},
            "userCategory":"vip","subject":"Parcel","skills":["latin"],"department":"Sales","teamId":"{{teamId}}",
            "preferredAgentId":"{{wanted.Principal.Subject}}"}
            """.ReplaceLineEndings(""),
            entry.GetRawText()
        );
    }

    [Fact]
    public async Task List_SomebodyIsOnline_EachIsToldItsWait()
    {
        await office.AgentAsync(online: true, capacity: 1, skills: "never");
        await office.SetAsync("routing", new { autoAssign = false });
        var over = await office.ConversationAsync();
        await ChangeAsync(
            over,
            "status = 2, assigned_at = now() - interval '10 minutes', resolved_at = now(), closed_at = now()"
        );
        await office.WaitingAsync();
        await office.WaitingAsync();

        var waits = (await ListAsync("")).Select(entry => entry.GetProperty("estimatedWaitSeconds").GetInt32());

        Assert.Equal([10 * 60, 20 * 60], waits);
    }

    [Fact]
    public async Task List_MoreThanFiftyWereResolved_CountsTheNewestFifty()
    {
        await office.AgentAsync(online: true, capacity: 1, skills: "never");
        await office.SetAsync("routing", new { autoAssign = false });
        await ResolvedAsync(count: 10, agoHours: 2, tookMinutes: 60);
        await ResolvedAsync(count: 50, agoHours: 1, tookMinutes: 4);
        await office.WaitingAsync();

        var entry = Assert.Single(await ListAsync(""));

        Assert.Equal(4 * 60, entry.GetProperty("estimatedWaitSeconds").GetInt32());
    }

    [Fact]
    public async Task List_MoreIsAskedOfTheAgent_KeepsWhomTheCustomerChose()
    {
        var (wanted, visitor) = (await office.AgentAsync(isPublic: true), office.Visitor());
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var path = $"/v1/conversations/{await office.WaitingAsync(visitor)}";
        await Office.DoneAsync(visitor.PutAsync($"{path}/preferred-agent", new { agentId = wanted.Principal.Subject }));

        await Office.DoneAsync(office.Backend.SubmitAsync($"{path}/escalate", new { skills = new[] { "latin" } }));

        var entry = Assert.Single(await ListAsync(""));
        Assert.Equal(wanted.Principal.Subject, entry.GetProperty("preferredAgentId").GetString());
        Assert.Equal("latin", entry.GetProperty("skills")[0].GetString());
    }

    [Theory]
    [InlineData("?limit=0", "/limit")]
    [InlineData("?limit=101", "/limit")]
    [InlineData("?cursor=-1", "/cursor")]
    [InlineData("?cursor=next", "/cursor")]
    [InlineData("?cursor=50", "/cursor")]
    public async Task List_PageOutOfBounds_IsNamed(string query, string pointer)
    {
        var (status, body) = await office.Backend.GetAsync("/v1/queue" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 2, false)]
    [InlineData(100, 2, false)]
    public async Task List_Limit_IsThePagesLength(int limit, int expected, bool hasMore)
    {
        await office.WaitingAsync();
        await office.WaitingAsync();

        var body = await Office.DoneAsync(office.Backend.GetAsync($"/v1/queue?limit={limit}"));

        Assert.Equal(expected, body.GetProperty("data").GetArrayLength());
        Assert.Equal(hasMore, body.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task List_HeadTakenBetweenPages_LeavesNobodyOut()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync(online: true);
        var (first, second, third) = (
            await office.WaitingAsync(),
            await office.WaitingAsync(),
            await office.WaitingAsync()
        );
        var page = await Office.DoneAsync(office.Backend.GetAsync("/v1/queue?limit=2"));
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{first}/accept", null));

        var rest = await ListAsync("?limit=2&cursor=" + page.GetProperty("nextCursor").GetString());

        Assert.Equal([first, second], page.GetProperty("data").EnumerateArray().Select(IdOf));
        Assert.Equal((third, 2), (IdOf(Assert.Single(rest)), rest[0].GetProperty("position").GetInt32()));
    }

    [Fact]
    public async Task List_MoreUrgentComesBetweenPages_ShowsNobodyTwice()
    {
        var (first, second) = (await office.WaitingAsync(), await office.WaitingAsync());
        var page = await Office.DoneAsync(office.Backend.GetAsync("/v1/queue?limit=1"));
        var urgent = await office.ConversationAsync();
        await ChangeAsync(urgent, "priority = 4");
        await Office.DoneAsync(office.Backend.SubmitAsync($"/v1/conversations/{urgent}/escalate", null));

        var rest = await ListAsync("?limit=2&cursor=" + page.GetProperty("nextCursor").GetString());

        Assert.Equal([first], page.GetProperty("data").EnumerateArray().Select(IdOf));
        Assert.Equal([second], rest.Select(IdOf));
    }

    [Fact]
    public async Task Place_OfAnothers_IsNotFound()
    {
        var id = await office.WaitingAsync();

        Assert.Equal(
            "conversation_not_found",
            await Office.RefusedAsync(
                office.Visitor().GetAsync($"/v1/conversations/{id}/queue"),
                HttpStatusCode.NotFound
            )
        );
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string query) =>
        [
            .. (await Office.DoneAsync(office.Backend.GetAsync("/v1/queue" + query)))
                .GetProperty("data")
                .EnumerateArray(),
        ];

    private async Task ResolvedAsync(int count, int agoHours, int tookMinutes)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            insert into conversations (tenant_id, id, owner_kind, owner_id, owner_name, mode, status, epoch,
                last_sequence, created_at, updated_at, assigned_at, resolved_at)
            select $1, gen_random_uuid(), 2, 'u', '', 2, 6, 1, 0, now(), now(),
                now() - make_interval(hours => $2, mins => $3), now() - make_interval(hours => $2)
            from generate_series(1, $4)
            """
        );
        command.Parameters.AddWithValue(office.TenantId);
        command.Parameters.AddWithValue(agoHours);
        command.Parameters.AddWithValue(tookMinutes);
        command.Parameters.AddWithValue(count);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static string IdOf(JsonElement entry) => entry.GetProperty("conversationId").GetString()!;

    private async Task ChangeAsync(string id, string set)
    {
        await using var command = sessions.A.Admin.CreateCommand($"update conversations set {set} where id = $1");
        command.Parameters.AddWithValue(Guid.Parse(id));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
