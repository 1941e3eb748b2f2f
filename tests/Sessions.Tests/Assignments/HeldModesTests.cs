using Chat.ServiceDefaults;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Assignments;

[Trait("Level", "Component")]
public sealed class HeldModesTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Follow_AgentGoesWithoutTheAi_ItAnswersNoMoreInWhatTheAgentHas()
    {
        await office.SetAsync("ai", new { mode = "ai" });
        var (agent, visitor, id) = await HeldAsync();
        Assert.NotNull((await visitor.PostAsync(visitor.Question("Who answers?", id))).Lease);

        await Office.DoneAsync(
            office.Backend.PatchAsync($"/v1/agents/{agent.Principal.Subject}", new { aiEnabled = false })
        );

        await ModeAsync(id, "manual");
        Assert.Null((await visitor.PostAsync(visitor.Question("And now?", id))).Lease);
        Assert.Contains((await visitor.ListAsync(id)).Messages, message => message.Event?.ModeChanged is not null);
    }

    [Fact]
    public async Task Follow_AgentLetsTheAiAnswer_ItDoesInWhatTheAgentHas()
    {
        var (agent, _, id) = await HeldAsync();
        await ModeAsync(id, "manual");

        await Office.DoneAsync(
            office.Backend.PatchAsync($"/v1/agents/{agent.Principal.Subject}", new { modeOverride = "ai" })
        );

        await ModeAsync(id, "ai");
    }

    [Fact]
    public async Task Follow_SettingsLeaveItToPeople_TheAiAnswersNoMoreBesideThem()
    {
        await office.SetAsync("ai", new { mode = "ai" });
        var (_, _, id) = await HeldAsync();
        await ModeAsync(id, "ai");

        await office.SetAsync("ai", new { mode = "agent-wise" });

        await ModeAsync(id, "manual");
    }

    [Fact]
    public async Task Speak_SecondQuestionWhileTheAiAnswersForAnAgent_GetsItsTurn()
    {
        await office.SetAsync("ai", new { mode = "ai" });
        var (_, visitor, id) = await HeldAsync();
        await ModeAsync(id, "ai");
        var first = await visitor.PostAsync(visitor.Question("Who answers?", id));
        var second = await visitor.PostAsync(visitor.Question("And what?", id));
        Assert.Equal(first.Lease.ReplyId, second.BusyReplyId);
        using var waiting = new SpeakingCaller(visitor);
        await waiting.SendAsync(
            new Wire.SpeakRequest
            {
                Begin = new Wire.SpeakBegin
                {
                    ConversationId = id,
                    ReplyId = Ids.NewText(),
                    InReplyTo = second.Message.Id,
                    Speaker = Caller.Ai,
                    HistoryLimit = 10,
                },
            }
        );

        await SpeakingCaller.AnswerAsync(visitor, first, "I do.");

        var granted = (await waiting.NextAsync()).Granted;
        Assert.Equal(first.Lease.Fence + 1, granted.Lease.Fence);
        Assert.Contains(granted.History, message => message.Text == "I do.");
    }

    private async Task<(Caller Agent, Caller Visitor, string Id)> HeldAsync()
    {
        var agent = await office.AgentAsync(online: true);
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        await office.AssignedAsync(id, agent);
        return (agent, visitor, id);
    }

    private Task ModeAsync(string id, string mode) =>
        Eventually.TrueAsync(
            async () => (await office.GetAsync(id)).GetProperty("mode").GetString() == mode,
            TestContext.Current.CancellationToken
        );
}
