using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.AgentQueue;

/// <summary>More is asked of the agent whom a conversation waits for.</summary>
[Trait("Level", "Component")]
public sealed class RefinedQueueTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("skills")]
    [InlineData("agent")]
    public async Task Refine_ItsAgentVanished_StaysInFront(string asked)
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 0 });
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var (agent, visitor) = (await office.AgentAsync(online: true, capacity: 1), office.Visitor());
        var lost = await office.WaitingAsync(visitor);
        await office.AssignedAsync(lost, agent);
        var patient = await office.WaitingAsync();
        await office.SetOnlineAsync(agent, false);
        await office.StatusAsync(lost, "queued");

        await RefineAsync(visitor, lost, asked);

        var (_, queue) = await office.Backend.GetAsync("/v1/queue");
        Assert.Equal(
            [lost, patient],
            queue.GetProperty("data").EnumerateArray().Select(entry => entry.GetProperty("conversationId").GetString())
        );
    }

    [Fact]
    public async Task Refine_ItsAgentLetGoOfIt_GoesToAnother()
    {
        var (agent, visitor) = (await office.AgentAsync(online: true, skills: "latin"), office.Visitor());
        var id = await LetGoAsync(agent, visitor);

        await RefineAsync(visitor, id, "skills");

        await office.AssignedAsync(id, await office.AgentAsync(online: true, skills: "latin"));
    }

    [Fact]
    public async Task Refine_TheCustomerChoosesWhoLetGoOfIt_GoesToThatOne()
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var (agent, visitor) = (await office.AgentAsync(online: true, isPublic: true), office.Visitor());
        var id = await LetGoAsync(agent, visitor);
        await office.SetCapacityAsync(agent, 0);
        await Office.DoneAsync(
            visitor.PutAsync($"/v1/conversations/{id}/preferred-agent", new { agentId = agent.Principal.Subject })
        );

        await office.SetCapacityAsync(agent, 1);

        await office.AssignedAsync(id, agent);
    }

    [Fact]
    public async Task Refine_ByAColleagueOfOneWhoVanished_GoesToWhoHadItAllTheSame()
    {
        await office.SetAsync("routing", new { vanishedAgentGraceSeconds = 0 });
        var (agent, colleague) = (await office.AgentAsync(online: true, skills: "latin"), await office.AgentAsync());
        var id = await office.WaitingAsync();
        await office.AssignedAsync(id, agent);
        await office.SetOnlineAsync(agent, false);
        await office.StatusAsync(id, "queued");

        await Office.DoneAsync(
            colleague.SubmitAsync($"/v1/conversations/{id}/queue", new { skills = new[] { "latin" } })
        );
        await office.SetOnlineAsync(agent, true);

        await office.AssignedAsync(id, agent);
    }

    [Theory]
    [InlineData("skills")]
    [InlineData("agent")]
    public async Task Refine_NothingElse_IsToldToWhoeverLooksAfterTheQueue(string asked)
    {
        await office.SetAsync("routing", new { autoAssign = false });
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        var wanted = asked == "agent" ? await office.AgentAsync(isPublic: true) : null;
        var told = new TaskCompletionSource();
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(Token);
        connection.Notification += (_, notice) =>
        {
            if (notice.Payload == office.TenantId.ToString())
            {
                told.TrySetResult();
            }
        };
        await using var listen = new Npgsql.NpgsqlCommand("listen routing_changed", connection);
        await listen.ExecuteNonQueryAsync(Token);

        await RefineAsync(visitor, id, asked, wanted);

        while (!told.Task.IsCompleted)
        {
            await connection.WaitAsync(Token).WithTimeout();
        }
    }

    private async Task<string> LetGoAsync(Caller agent, Caller visitor)
    {
        var id = await office.ConversationAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/queue", null));
        return id;
    }

    private async Task RefineAsync(Caller visitor, string id, string asked, Caller? wanted = null)
    {
        var path = $"/v1/conversations/{id}";
        if (asked == "skills")
        {
            await Office.DoneAsync(visitor.SubmitAsync($"{path}/escalate", new { skills = new[] { "latin" } }));
            return;
        }

        wanted ??= await office.AgentAsync(isPublic: true);
        await Office.DoneAsync(visitor.PutAsync($"{path}/preferred-agent", new { agentId = wanted.Principal.Subject }));
    }
}
