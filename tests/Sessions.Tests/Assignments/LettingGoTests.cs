using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Assignments;

/// <summary>Who may send a conversation to the queue, leave it to the AI or choose another agent.</summary>
[Trait("Level", "Component")]
public sealed class LettingGoTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData("visitor", "agent_required")]
    [InlineData("colleague", "not_your_conversation")]
    [InlineData("its own", null)]
    [InlineData("manager", null)]
    [InlineData("backend", null)]
    public async Task Queue_Held_ByWhoMay(string who, string? refusal)
    {
        var (owner, visitor) = (await office.AgentAsync(), office.Visitor());
        var id = await HeldAsync(owner, visitor);
        var caller = await CallerAsync(who, owner, visitor);

        var (status, body) = await caller.SubmitAsync($"/v1/conversations/{id}/queue", null);

        Assert.Equal(refusal is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, status);
        Assert.Equal(refusal ?? "queued", body.GetProperty(refusal is null ? "status" : "code").GetString());
    }

    [Theory]
    [InlineData("resolve", "colleague", "not_your_conversation")]
    [InlineData("close", "colleague", "not_your_conversation")]
    [InlineData("await", "colleague", "not_your_conversation")]
    [InlineData("resolve", "its own", null)]
    [InlineData("await", "manager", null)]
    [InlineData("close", "backend", null)]
    [InlineData("close", "visitor", null)]
    public async Task Move_Held_ByWhoMay(string action, string who, string? refusal)
    {
        var (owner, visitor) = (await office.AgentAsync(), office.Visitor());
        var id = await HeldAsync(owner, visitor);
        var caller = await CallerAsync(who, owner, visitor);

        var (status, body) = await caller.PutAsync($"/v1/conversations/{id}/{action}", null);

        Assert.Equal(refusal is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, status);
        Assert.Equal(refusal, refusal is null ? null : body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Move_NobodyHasIt_AnyAgentMay()
    {
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();

        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{id}/resolve", null));
        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{id}/reopen", null));
    }

    [Fact]
    public async Task Queue_NobodyHasIt_AnyAgentMay()
    {
        var agent = await office.AgentAsync();
        var id = await office.ConversationAsync();

        var waiting = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/queue", null));

        Assert.Equal("queued", waiting.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Queue_NeedsOutOfBounds_NamesThem()
    {
        var (status, body) = await office.Backend.SubmitAsync(
            $"/v1/conversations/{await office.ConversationAsync()}/queue",
            new { department = new string('d', 65) }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/department", body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("colleague", "not_your_conversation")]
    [InlineData("its own", null)]
    [InlineData("backend", null)]
    public async Task HandBack_Held_ByWhoMay(string who, string? refusal)
    {
        var (owner, visitor) = (await office.AgentAsync(), office.Visitor());
        var id = await HeldAsync(owner, visitor);
        var caller = await CallerAsync(who, owner, visitor);

        var (status, body) = await caller.SubmitAsync($"/v1/conversations/{id}/hand-back", null);

        Assert.Equal(refusal is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, status);
        Assert.Equal(refusal ?? "ai", body.GetProperty(refusal is null ? "mode" : "code").GetString());
    }

    [Fact]
    public async Task HandBack_OnlyWaits_AnyAgentMay()
    {
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();

        var left = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/hand-back", null));

        Assert.Equal("ai", left.GetProperty("mode").GetString());
    }

    [Fact]
    public async Task HandBack_Again_AnswersItAsItIs()
    {
        var (agent, visitor) = (await office.AgentAsync(), office.Visitor());
        var path = $"/v1/conversations/{await HeldAsync(agent, visitor)}";
        var first = await Office.DoneAsync(agent.SubmitAsync($"{path}/hand-back", null));

        var second = await Office.DoneAsync(agent.SubmitAsync($"{path}/hand-back", null));

        Assert.Equal(first.GetRawText(), second.GetRawText());
        var refused = await visitor.SubmitAsync($"{path}/hand-back", null);
        Assert.NotEqual(HttpStatusCode.OK, refused.Status);
    }

    [Fact]
    public async Task HandBack_NobodyEverHadIt_IsRefused()
    {
        var agent = await office.AgentAsync();
        var id = await office.ConversationAsync();

        Assert.Equal(
            "transition_not_allowed",
            await Office.RefusedAsync(agent.SubmitAsync($"/v1/conversations/{id}/hand-back", null))
        );
    }

    [Theory]
    [InlineData("itself", null)]
    [InlineData("colleague", "manager_required")]
    public async Task Assign_ByAPlainAgent_ToItselfOnly(string whom, string? refusal)
    {
        var (agent, other) = (await office.AgentAsync(), await office.AgentAsync(online: true));
        var id = await office.ConversationAsync();
        var to = whom == "itself" ? agent : other;

        var (_, body) = await agent.PutAsync($"/v1/conversations/{id}/assign", new { agentId = to.Principal.Subject });

        Assert.Equal(
            refusal ?? agent.Principal.Subject,
            body.GetProperty(refusal is null ? "assignedAgentId" : "code").GetString()
        );
    }

    [Fact]
    public async Task Escalate_NamesAnAgentThereIsNot_IsNotFound()
    {
        var agent = await office.AgentAsync();
        var id = await HeldAsync(agent, office.Visitor());

        Assert.Equal(
            "agent_not_found",
            await Office.RefusedAsync(
                agent.SubmitAsync($"/v1/conversations/{id}/escalate", new { agentId = Ids.New() }),
                HttpStatusCode.NotFound
            )
        );
    }

    [Fact]
    public async Task Escalate_NamesASuperior_GoesToThatOne()
    {
        var top = await office.AgentAsync(online: true, level: 3);
        var lead = await office.AgentAsync(online: true, level: 2, parentId: IdOf(top));
        var agent = await office.AgentAsync(parentId: IdOf(lead));
        var id = await HeldAsync(agent, office.Visitor());

        await Office.DoneAsync(
            agent.SubmitAsync($"/v1/conversations/{id}/escalate", new { agentId = top.Principal.Subject })
        );

        await office.AssignedAsync(id, top);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 5)]
    public async Task Prefer_WhoHasNoRoomOrIsNotThere_LeavesItWithItsAgent(bool online, int capacity)
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var (holder, visitor) = (await office.AgentAsync(), office.Visitor());
        var id = await HeldAsync(holder, visitor);
        var wanted = await office.AgentAsync(online: online, capacity: capacity, isPublic: true);

        await Office.DoneAsync(PreferAsync(visitor, id, wanted));

        await office.AssignedAsync(id, holder);
    }

    [Theory]
    [InlineData("colleague", "not_your_conversation")]
    [InlineData("its own", null)]
    [InlineData("manager", null)]
    [InlineData("backend", null)]
    public async Task Prefer_Held_ByWhoMay(string who, string? refusal)
    {
        var (owner, visitor) = (await office.AgentAsync(), office.Visitor());
        var id = await HeldAsync(owner, visitor);
        var caller = await CallerAsync(who, owner, visitor);
        var wanted = await office.AgentAsync(online: true, isPublic: true);

        var (status, body) = await PreferAsync(caller, id, wanted);

        Assert.Equal(refusal is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, status);
        Assert.Equal(
            refusal ?? wanted.Principal.Subject,
            body.GetProperty(refusal is null ? "assignedAgentId" : "code").GetString()
        );
    }

    [Fact]
    public async Task Prefer_HeldAndAColleagueWithoutRoomIsNamed_IsRefusedAllTheSame()
    {
        var id = await HeldAsync(await office.AgentAsync(), office.Visitor());
        var (caller, wanted) = (await office.AgentAsync(), await office.AgentAsync(isPublic: true));

        Assert.Equal(
            "not_your_conversation",
            await Office.RefusedAsync(PreferAsync(caller, id, wanted), HttpStatusCode.Forbidden)
        );
    }

    [Fact]
    public async Task Prefer_NobodyHasIt_AnyAgentMay()
    {
        var (caller, wanted) = (await office.AgentAsync(), await office.AgentAsync(online: true, isPublic: true));
        var id = await office.ConversationAsync();

        await Office.DoneAsync(PreferAsync(caller, id, wanted));

        await office.AssignedAsync(id, wanted);
    }

    [Fact]
    public async Task Prefer_FixedModeButItsAgentIsAway_GoesToTheOther()
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        await office.SetAsync("chat", new { chatMode = "fixed" });
        var (holder, visitor) = (await office.AgentAsync(), office.Visitor());
        var id = await HeldAsync(holder, visitor);
        var wanted = await office.AgentAsync(online: true, isPublic: true);

        await Office.DoneAsync(PreferAsync(visitor, id, wanted));

        await office.AssignedAsync(id, wanted);
    }

    [Fact]
    public async Task Prefer_FixedModeAndTheSameAgent_IsNothingNew()
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        await office.SetAsync("chat", new { chatMode = "fixed" });
        var (holder, visitor) = (await office.AgentAsync(online: true, isPublic: true), office.Visitor());
        var id = await HeldAsync(holder, visitor);

        await Office.DoneAsync(PreferAsync(visitor, id, holder));

        await office.AssignedAsync(id, holder);
    }

    private async Task<string> HeldAsync(Caller agent, Caller visitor)
    {
        var id = await office.ConversationAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        return id;
    }

    private async Task<Caller> CallerAsync(string who, Caller owner, Caller visitor) =>
        who switch
        {
            "visitor" => visitor,
            "its own" => owner,
            "manager" => await office.AgentAsync(role: AgentRoles.Manager),
            "backend" => office.Backend,
            _ => await office.AgentAsync(),
        };

    private static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> PreferAsync(
        Caller visitor,
        string id,
        Caller agent
    ) => visitor.PutAsync($"/v1/conversations/{id}/preferred-agent", new { agentId = agent.Principal.Subject });

    private static Guid IdOf(Caller agent) => Guid.Parse(agent.Principal.Subject);
}
