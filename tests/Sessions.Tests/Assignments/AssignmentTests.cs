using System.Net;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Assignments;

[Trait("Level", "Component")]
public sealed class AssignmentTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData(true, "ai")]
    [InlineData(false, "manual")]
    public async Task Accept_TheAiMayHelpTheAgent_DecidesWhoAnswers(bool mayHelp, string mode)
    {
        await office.SetAsync("ai", new { mode = "ai" });
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync(online: true);
        await office.SetAiEnabledAsync(agent, mayHelp);
        var id = await office.WaitingAsync();

        var accepted = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        Assert.Equal(mode, accepted.GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Accept_Waiting_IsTheAgentsAndPeopleAnswer()
    {
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();

        var taken = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        Assert.Equal("assigned", taken.GetProperty("status").GetString());
        Assert.Equal("manual", taken.GetProperty("mode").GetString());
        Assert.Equal(agent.Principal.Subject, taken.GetProperty("assignedAgentId").GetString());
        Assert.Equal("Ada", taken.GetProperty("assignedAgent").GetProperty("name").GetString());
        var entry = (await agent.ListAsync(id)).Messages[^1].Event;
        Assert.Equal(agent.Principal.Subject, entry.Assigned.AgentId);
        Assert.Equal("accepted", entry.Reason);
    }

    [Fact]
    public async Task Accept_ManyAgentsInTheSameMoment_OneGetsItAndTheOthersLearnWho()
    {
        var agents = new List<Caller>();
        for (var i = 0; i < 6; i++)
        {
            var agent = await office.AgentAsync(name: $"Agent {i}");
            agents.Add(i % 2 == 0 ? agent : agent.At(sessions.B));
        }

        for (var round = 0; round < 5; round++)
        {
            var id = await office.WaitingAsync();

            var answers = await Task.WhenAll(
                agents.Select(agent => agent.SubmitAsync($"/v1/conversations/{id}/accept", null))
            );

            var winner = Assert.Single(
                Enumerable.Range(0, answers.Length),
                i => answers[i].Status is HttpStatusCode.OK
            );
            var name = agents[winner].Principal.DisplayName!;
            foreach (var (status, body) in answers.Where((_, i) => i != winner))
            {
                Assert.Equal(HttpStatusCode.Conflict, status);
                Assert.Equal("conversation_taken", body.GetProperty("code").GetString());
                Assert.StartsWith(name, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
            }

            var assigned = (await office.Backend.ListAsync(id)).Messages.Where(m => m.Event?.Assigned is not null);
            Assert.Single(assigned);
        }
    }

    [Fact]
    public async Task Accept_SameAgentManyConversationsAtOnce_NeverBeyondCapacity()
    {
        var agent = await office.AgentAsync(capacity: 2);
        var waiting = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            waiting.Add(await office.WaitingAsync());
        }

        var answers = await Task.WhenAll(
            waiting.Select(
                (id, i) =>
                    (i % 2 == 0 ? agent : agent.At(sessions.B)).SubmitAsync($"/v1/conversations/{id}/accept", null)
            )
        );

        Assert.Equal(2, answers.Count(answer => answer.Status is HttpStatusCode.OK));
        Assert.All(
            answers.Where(answer => answer.Status is not HttpStatusCode.OK),
            answer => Assert.Equal("agent_at_capacity", answer.Body.GetProperty("code").GetString())
        );
    }

    [Fact]
    public async Task Accept_Again_ChangesNothing()
    {
        var agent = await office.AgentAsync(capacity: 1);
        var id = await office.WaitingAsync();
        var first = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var again = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        Assert.Equal(first.GetProperty("revision").GetInt64(), again.GetProperty("revision").GetInt64());
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.SecretKey)]
    public async Task Accept_NoAgent_IsForbidden(PrincipalKind kind)
    {
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);
        var caller = kind is PrincipalKind.Visitor ? visitor : office.Backend;

        var code = await Office.RefusedAsync(
            caller.SubmitAsync($"/v1/conversations/{id}/accept", null),
            HttpStatusCode.Forbidden
        );

        Assert.Equal("agent_required", code);
    }

    [Fact]
    public async Task Accept_AnotherTenants_IsNotFound()
    {
        var agent = await office.AgentAsync();
        var id = await new Office(sessions.A).ConversationAsync();

        var code = await Office.RefusedAsync(
            agent.SubmitAsync($"/v1/conversations/{id}/accept", null),
            HttpStatusCode.NotFound
        );

        Assert.Equal("conversation_not_found", code);
    }

    [Fact]
    public async Task TakeOver_WhileTheAiSpeaks_StopsItAtOnceAndKeepsWhatItSaid()
    {
        var visitor = office.Visitor();
        var agent = await office.AgentAsync();
        var question = await visitor.PostAsync(visitor.Question("Where is my parcel?"));
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(question) });
        await speaking.NextAsync();
        await speaking.SayAsync(question.Lease.ReplyId, 0, "It is");

        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{question.Conversation.Id}/take-over", null));

        Assert.Equal("taken_over", (await speaking.NextAsync()).Stop.Reason);
        var partial = SpeakingCaller.Commit("It is");
        partial.State = Wire.MessageState.Interrupted;
        partial.InterruptionReason = "taken_over";
        await speaking.SendAsync(new Wire.SpeakRequest { Commit = partial });
        var kept = (await speaking.NextAsync()).Committed.Message;
        Assert.Equal(("It is", Wire.MessageState.Interrupted), (kept.Text, kept.State));
        var next = await visitor.PostAsync(visitor.Question("Hello?", question.Conversation.Id));
        Assert.Null(next.Lease);
        Assert.Empty(next.BusyReplyId);
    }

    [Fact]
    public async Task TakeOver_FromAnotherAgent_IsAManagersBusiness()
    {
        var (first, second) = (await office.AgentAsync(), await office.AgentAsync());
        var manager = await office.AgentAsync(role: AgentRoles.Manager);
        var id = await office.WaitingAsync();
        await Office.DoneAsync(first.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var code = await Office.RefusedAsync(second.SubmitAsync($"/v1/conversations/{id}/take-over", null));
        await Office.DoneAsync(manager.SubmitAsync($"/v1/conversations/{id}/take-over", null));

        Assert.Equal("conversation_taken", code);
        await office.AssignedAsync(id, manager);
    }

    [Fact]
    public async Task Assign_PlainAgentToAColleague_NeedsAManager()
    {
        var (agent, colleague) = (await office.AgentAsync(), await office.AgentAsync(online: true));
        var id = await office.ConversationAsync();

        var code = await Office.RefusedAsync(
            agent.PutAsync($"/v1/conversations/{id}/assign", new { agentId = colleague.Principal.Subject }),
            HttpStatusCode.Forbidden
        );

        Assert.Equal("manager_required", code);
    }

    [Fact]
    public async Task Assign_TargetCannot_SaysWhyAndChangesNothing()
    {
        var full = await office.AgentAsync(online: true, capacity: 0);
        var offline = await office.AgentAsync();
        var id = await office.ConversationAsync();

        Assert.Equal("agent_at_capacity", await Office.RefusedAsync(AssignAsync(id, full.Principal.Subject)));
        Assert.Equal("agent_not_online", await Office.RefusedAsync(AssignAsync(id, offline.Principal.Subject)));
        Assert.Equal(
            "agent_not_found",
            await Office.RefusedAsync(AssignAsync(id, Guid.Empty.ToString()), HttpStatusCode.NotFound)
        );
        Assert.Equal("invalid_request", await Office.RefusedAsync(AssignAsync(id, null), HttpStatusCode.BadRequest));
        Assert.Equal("open", (await office.GetAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Assign_BeyondCapacity_IsDone()
    {
        var full = await office.AgentAsync(capacity: 0);
        var id = await office.ConversationAsync();

        await Office.DoneAsync(
            office.Backend.PutAsync(
                $"/v1/conversations/{id}/assign",
                new { agentId = full.Principal.Subject, beyondCapacity = true }
            )
        );

        await office.AssignedAsync(id, full);
    }

    [Fact]
    public async Task Transfer_FromItsAgent_GoesToTheOther()
    {
        var (from, to) = (await office.AgentAsync(), await office.AgentAsync());
        var id = await office.WaitingAsync();
        await Office.DoneAsync(from.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await office.SetOnlineAsync(to, true);

        await Office.DoneAsync(
            from.SubmitAsync(
                $"/v1/conversations/{id}/transfer",
                new { agentId = to.Principal.Subject, note = "Wants a refund" }
            )
        );

        var note = (await to.GetAsync($"/v1/conversations/{id}/notes")).Body.GetProperty("data")[0];
        Assert.Equal("Wants a refund", note.GetProperty("text").GetString());
        Assert.Equal(from.Principal.Subject, note.GetProperty("authorId").GetString());
        var entry = (await office.Backend.ListAsync(id)).Messages[^1].Event;
        Assert.Equal(to.Principal.Subject, entry.Assigned.AgentId);
        Assert.Equal(from.Principal.Subject, entry.Assigned.FromAgentId);
        Assert.Equal("transferred", entry.Reason);
    }

    [Fact]
    public async Task Transfer_ToAnAgentWhoWasDeleted_IsNotFound()
    {
        var (from, to) = (await office.AgentAsync(), await office.AgentAsync());
        var id = await office.WaitingAsync();
        await Office.DoneAsync(from.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await office.Backend.DeleteAsync($"/v1/agents/{to.Principal.Subject}");

        var code = await Office.RefusedAsync(
            from.SubmitAsync($"/v1/conversations/{id}/transfer", new { agentId = to.Principal.Subject }),
            HttpStatusCode.NotFound
        );

        Assert.Equal("agent_not_found", code);
        await office.AssignedAsync(id, from);
    }

    [Fact]
    public async Task Transfer_PlainAgentBeyondCapacity_IsAManagersBusiness()
    {
        var (from, to) = (await office.AgentAsync(), await office.AgentAsync());
        var id = await office.WaitingAsync();
        await Office.DoneAsync(from.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var code = await Office.RefusedAsync(
            from.SubmitAsync(
                $"/v1/conversations/{id}/transfer",
                new { agentId = to.Principal.Subject, beyondCapacity = true }
            )
        );

        Assert.Equal("agent_not_online", code);
        await office.AssignedAsync(id, from);
    }

    [Fact]
    public async Task Transfer_BySomebodyElse_IsForbidden()
    {
        var (owner, other) = (await office.AgentAsync(), await office.AgentAsync());
        var id = await office.WaitingAsync();
        await Office.DoneAsync(owner.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var code = await Office.RefusedAsync(
            other.SubmitAsync(
                $"/v1/conversations/{id}/transfer",
                new { agentId = other.Principal.Subject, note = "Not mine" }
            ),
            HttpStatusCode.Forbidden
        );

        Assert.Equal("not_your_conversation", code);
        await office.AssignedAsync(id, owner);
        var (_, notes) = await owner.GetAsync($"/v1/conversations/{id}/notes");
        Assert.Empty(notes.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task HandBack_ByItsAgent_TheAiAnswersAgain()
    {
        var visitor = office.Visitor();
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var back = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/hand-back", null));

        Assert.Equal(("open", "ai"), (back.GetProperty("status").GetString(), back.GetProperty("mode").GetString()));
        Assert.NotNull((await visitor.PostAsync(visitor.Question("And now?", id))).Lease);
    }

    [Fact]
    public async Task HandBack_AiSwitchedOff_IsRefused()
    {
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await office.SetAsync("ai", new { enabled = false });

        Assert.Equal(
            "ai_disabled",
            await Office.RefusedAsync(agent.SubmitAsync($"/v1/conversations/{id}/hand-back", null))
        );
    }

    private Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> AssignAsync(string id, string? agentId) =>
        office.Backend.PutAsync($"/v1/conversations/{id}/assign", new { agentId });
}
