using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Assignments;

[Trait("Level", "Component")]
public sealed class EscalationTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Escalate_Customer_WaitsAndTheAiIsSilent()
    {
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);

        var waiting = await Office.DoneAsync(visitor.SubmitAsync($"/v1/conversations/{id}/escalate", null));

        Assert.Equal("queued", waiting.GetProperty("status").GetString());
        Assert.Equal("manual", waiting.GetProperty("mode").GetString());
        Assert.Null((await visitor.PostAsync(visitor.Question("Anybody?", id))).Lease);
        Assert.Contains((await visitor.ListAsync(id)).Messages, message => message.Event?.Reason == "escalated");
    }

    [Fact]
    public async Task Escalate_TheAi_SaysItsReplyToTheEnd()
    {
        var visitor = office.Visitor();
        var question = await visitor.PostAsync(visitor.Question("A person, please"));
        var ai = Caller.Of(sessions.A, PrincipalKind.Service, office.TenantId);

        await Office.DoneAsync(ai.SubmitAsync($"/v1/conversations/{question.Conversation.Id}/escalate", null));
        var reply = await SpeakingCaller.AnswerAsync(visitor, question, "Somebody will be with you.");

        Assert.Equal(Chat.Contracts.Sessions.V1.MessageState.Complete, reply.State);
        await office.StatusAsync(question.Conversation.Id, "queued");
        await office.AssignedAsync(question.Conversation.Id, await office.AgentAsync(online: true));
        Assert.Null((await visitor.PostAsync(visitor.Question("Hello", question.Conversation.Id))).Lease);
    }

    [Fact]
    public async Task Escalate_AnotherVisitor_IsNotFound()
    {
        var id = await office.ConversationAsync();

        Assert.Equal(
            "conversation_not_found",
            await Office.RefusedAsync(
                office.Visitor().SubmitAsync($"/v1/conversations/{id}/escalate", null),
                HttpStatusCode.NotFound
            )
        );
    }

    [Fact]
    public async Task Escalate_WithAnAgent_ChangesNothing()
    {
        var visitor = office.Visitor();
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var same = await Office.DoneAsync(visitor.SubmitAsync($"/v1/conversations/{id}/escalate", null));

        Assert.Equal("assigned", same.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Escalate_OnlyTheKnowledgeBaseAnswersNow_IsRefused()
    {
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);
        var never = Enum.GetNames<DayOfWeek>().ToDictionary(day => day.ToLowerInvariant(), _ => Array.Empty<object>());
        await office.SetAsync(
            "businessHours",
            new
            {
                enabled = true,
                outsideBehavior = "faq-only",
                days = never,
            }
        );

        Assert.Equal(
            "outside_business_hours",
            await Office.RefusedAsync(visitor.SubmitAsync($"/v1/conversations/{id}/escalate", null))
        );
    }

    [Fact]
    public async Task Escalate_NeedsOutOfBounds_NamesThem()
    {
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);

        var (status, body) = await visitor.SubmitAsync(
            $"/v1/conversations/{id}/escalate",
            new { skills = new[] { "a", "", null }, department = new string('d', 65) }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/department", "/skills/1", "/skills/2"],
            body.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString())
        );
    }

    [Fact]
    public async Task Escalate_ItsAgent_GoesToTheNearestAvailableAbove()
    {
        var director = await office.AgentAsync(online: true, level: 3);
        var lead = await office.AgentAsync(level: 2, parentId: IdOf(director));
        var agent = await office.AgentAsync(parentId: IdOf(lead));
        var id = await office.ConversationAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/escalate", null));

        await office.AssignedAsync(id, director);
        Assert.Equal("escalated_up", (await office.Backend.ListAsync(id)).Messages[^1].Event.Reason);
    }

    [Fact]
    public async Task Escalate_TheSuperiorMayNotWork_GoesToTheOneAboveIt()
    {
        var director = await office.AgentAsync(online: true, level: 3);
        var lead = await office.AgentAsync(online: true, level: 2, parentId: IdOf(director));
        var agent = await office.AgentAsync(parentId: IdOf(lead));
        var path = $"/v1/conversations/{await office.ConversationAsync()}";
        await Office.DoneAsync(office.Backend.PatchAsync($"/v1/agents/{IdOf(lead)}", new { isActive = false }));
        await Office.DoneAsync(agent.SubmitAsync($"{path}/accept", null));

        var named = await Office.RefusedAsync(agent.SubmitAsync($"{path}/escalate", new { agentId = IdOf(lead) }));
        var above = await Office.DoneAsync(agent.SubmitAsync($"{path}/escalate", null));

        Assert.Equal("agent_inactive", named);
        Assert.Equal(director.Principal.Subject, above.GetProperty("assignedAgentId").GetString());
    }

    [Fact]
    public async Task Escalate_NobodyAbove_SaysSo()
    {
        var agent = await office.AgentAsync();
        var equal = await office.AgentAsync(online: true);
        var id = await office.ConversationAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        Assert.Equal(
            "nobody_above",
            await Office.RefusedAsync(agent.SubmitAsync($"/v1/conversations/{id}/escalate", null))
        );
        Assert.Equal(
            "agent_not_above",
            await Office.RefusedAsync(
                agent.SubmitAsync($"/v1/conversations/{id}/escalate", new { agentId = equal.Principal.Subject })
            )
        );
        await office.AssignedAsync(id, agent);
    }

    [Fact]
    public async Task Escalate_NoSuchConversationOrAnothers_SaysSoThoughNobodyIsAbove()
    {
        var (agent, other) = (await office.AgentAsync(), await office.AgentAsync());
        var id = await office.ConversationAsync();
        await Office.DoneAsync(other.SubmitAsync($"/v1/conversations/{id}/accept", null));

        Assert.Equal(
            "conversation_not_found",
            await Office.RefusedAsync(
                agent.SubmitAsync($"/v1/conversations/{Ids.New()}/escalate", null),
                HttpStatusCode.NotFound
            )
        );
        Assert.Equal(
            "not_your_conversation",
            await Office.RefusedAsync(
                agent.SubmitAsync($"/v1/conversations/{id}/escalate", null),
                HttpStatusCode.Forbidden
            )
        );
    }

    [Fact]
    public async Task Queue_ByItsAgent_WaitsForSomebodyElse()
    {
        var agent = await office.AgentAsync(online: true);
        var id = await office.ConversationAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var waiting = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/queue", null));
        var colleague = await office.AgentAsync(online: true);

        Assert.Equal("queued", waiting.GetProperty("status").GetString());
        await office.AssignedAsync(id, colleague);
    }

    [Fact]
    public async Task Prefer_SelectionOff_IsForbidden()
    {
        var visitor = office.Visitor();
        var agent = await office.AgentAsync(online: true, isPublic: true);
        var id = await office.ConversationAsync(visitor);

        Assert.Equal(
            "agent_selection_off",
            await Office.RefusedAsync(PreferAsync(visitor, id, agent), HttpStatusCode.Forbidden)
        );
    }

    [Fact]
    public async Task Prefer_PublicAgentWithRoom_GetsItAtOnce()
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var visitor = office.Visitor();
        var agent = await office.AgentAsync(online: true, isPublic: true);
        var id = await office.ConversationAsync(visitor);

        await Office.DoneAsync(PreferAsync(visitor, id, agent));

        await office.AssignedAsync(id, agent);
    }

    [Fact]
    public async Task Prefer_InternalAgent_IsNotFound()
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var visitor = office.Visitor();
        var agent = await office.AgentAsync(online: true);
        var id = await office.ConversationAsync(visitor);

        Assert.Equal(
            "agent_not_found",
            await Office.RefusedAsync(PreferAsync(visitor, id, agent), HttpStatusCode.NotFound)
        );
    }

    [Fact]
    public async Task Prefer_AgentWithoutRoom_IsWaitedForAheadOfOthersWithRoomLater()
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        var visitor = office.Visitor();
        var wanted = await office.AgentAsync(isPublic: true);
        var id = await office.ConversationAsync(visitor);

        var waiting = await Office.DoneAsync(PreferAsync(visitor, id, wanted));
        await office.SetOnlineAsync(wanted, true);

        Assert.Equal("queued", waiting.GetProperty("status").GetString());
        await office.AssignedAsync(id, wanted);
    }

    [Fact]
    public async Task Prefer_FixedModeAndAgentOnline_KeepsTheAgent()
    {
        await office.SetAsync("agents", new { visitorAgentSelection = true });
        await office.SetAsync("chat", new { chatMode = "fixed" });
        var visitor = office.Visitor();
        var first = await office.AgentAsync(online: true, isPublic: true);
        var second = await office.AgentAsync(online: true, isPublic: true);
        var id = await office.ConversationAsync(visitor);
        await Office.DoneAsync(PreferAsync(visitor, id, first));

        Assert.Equal("agent_fixed", await Office.RefusedAsync(PreferAsync(visitor, id, second)));

        await office.SetAsync("chat", new { chatMode = "switchable" });
        await Office.DoneAsync(PreferAsync(visitor, id, second));
        await office.AssignedAsync(id, second);
    }

    private static Guid IdOf(Caller agent) => Guid.Parse(agent.Principal.Subject);

    private static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> PreferAsync(
        Caller visitor,
        string id,
        Caller agent
    ) => visitor.PutAsync($"/v1/conversations/{id}/preferred-agent", new { agentId = agent.Principal.Subject });
}
