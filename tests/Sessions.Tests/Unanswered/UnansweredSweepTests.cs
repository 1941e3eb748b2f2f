using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Unanswered;

/// <summary>Answers that were lost before they had begun are asked for again.</summary>
[Trait("Level", "Component")]
public sealed class UnansweredSweepTests(SessionsFixture sessions)
{
    private static readonly Author Ai = new(AuthorKind.Ai, "assistant", "");
    private static readonly Author Agent = new(AuthorKind.Agent, "a", "");
    private readonly UnansweredScene scene = new(sessions.A);

    [Fact]
    public async Task Run_AnswerWasLost_AsksForItOnceAtATime()
    {
        var question = await scene.AskAsync();

        await scene.SweepAsync();
        await scene.SweepAsync();

        var asked = Assert.Single(await scene.AskedAsync());
        Assert.Equal(
            (question.Id.ToString(), question.ConversationId.ToString(), "c1", "Why?"),
            (asked.Id, asked.ConversationId, asked.ClientMessageId, asked.Text)
        );
    }

    [Fact]
    public async Task Run_AskedTwice_AsksPeopleThenAndNobodyAfterThat()
    {
        await scene.Office.AgentAsync();
        var question = await scene.AskAsync();

        for (var round = 0; round < 4; round++)
        {
            await scene.SweepAsync();
            await scene.PassAsync(question);
        }

        Assert.Equal(2, (await scene.AskedAsync()).Count);
        await scene.Office.StatusAsync(question.ConversationId.ToString(), "queued");
        Assert.Single(
            (await scene.Office.Backend.ListAsync(question.ConversationId.ToString())).Messages,
            message => message.Event?.Reason == "ai_failed"
        );
    }

    [Fact]
    public async Task Run_NextQuestion_IsAskedForAnew()
    {
        var question = await scene.AskAsync();
        await scene.SweepAsync();
        await scene.FollowAsync(question, next => next with { ClientMessageId = "c2" });

        await scene.SweepAsync();

        Assert.Equal(["c1", "c2"], (await scene.AskedAsync()).Select(asked => asked.ClientMessageId));
    }

    [Theory]
    [InlineData("last_message_at = now() - interval '25 s'")]
    [InlineData("last_message_at = now() - interval '2 hours'")]
    [InlineData("mode = 2")]
    [InlineData("status = 4")]
    [InlineData("status = 8")]
    [InlineData("needs_human_at = now()")]
    [InlineData("lease_reply_id = gen_random_uuid(), lease_expires_at = now() + interval '1 minute'")]
    public async Task Run_ConversationWhereNothingIsLost_IsLeftAlone(string assignment)
    {
        var question = await scene.AskAsync();
        await scene.SetAsync(question, assignment);

        await scene.SweepAsync();

        Assert.Empty(await scene.AskedAsync());
    }

    [Fact]
    public async Task Run_QuestionThatAsksNothing_IsLeftAlone()
    {
        await scene.AskAsync(question => question with { AsksNothing = true });
        // Nobody could find it again.
        await scene.AskAsync(question => question with { ClientMessageId = null });

        await scene.SweepAsync();

        Assert.Empty(await scene.AskedAsync());
    }

    [Fact]
    public async Task Run_Answered_IsLeftAlone()
    {
        var byAi = await scene.AskAsync();
        await scene.FollowAsync(byAi, reply => reply with { Author = Ai, InReplyTo = byAi.Id });
        var byPeople = await scene.AskAsync();
        await scene.FollowAsync(byPeople, reply => reply with { Author = Agent });
        var byAiInPart = await scene.AskAsync();
        await scene.FollowAsync(
            byAiInPart,
            reply => reply with { Author = Ai, InReplyTo = byAiInPart.Id, State = MessageState.Interrupted }
        );

        await scene.SweepAsync();

        Assert.Empty(await scene.AskedAsync());
    }

    [Fact]
    public async Task Run_AnswerToAnEarlierQuestion_CountsForThatOne()
    {
        var first = await scene.AskAsync();
        await scene.FollowAsync(first, next => next with { ClientMessageId = "c2" });
        await scene.FollowAsync(first, note => note with { AsksNothing = true, ClientMessageId = "c3" });
        await scene.FollowAsync(first, reply => reply with { Author = Ai, InReplyTo = first.Id });

        await scene.SweepAsync();

        Assert.Equal("c2", Assert.Single(await scene.AskedAsync()).ClientMessageId);
    }

    [Theory]
    [InlineData("lease_expires_at = now() - interval '1 s'", true)]
    [InlineData("lease_reply_id = null, lease_expires_at = null", false)]
    [InlineData("lease_reply_id = null, lease_expires_at = null, lease_answers = null", true)]
    public async Task Run_LeaseThatIsOver_IsAskedForUnlessItWasGivenBack(string assignment, bool asked)
    {
        var question = await scene.AskAsync(question => question with { LeaseReplyId = Ids.New() });
        await scene.SetAsync(question, assignment);

        await scene.SweepAsync();

        Assert.Equal(asked, (await scene.AskedAsync()).Count == 1);
    }

    [Fact]
    public async Task Run_AiThatTakesItsTime_HasIt()
    {
        await scene.Office.SetAsync("ai", new { debounceMilliseconds = 60_000, simulation = new { enabled = true } });
        var question = await scene.AskAsync();
        await scene.SetAsync(question, "last_message_at = now() - interval '93 s'");

        await scene.SweepAsync();
        Assert.Empty(await scene.AskedAsync());

        // 60 s, 5.5 s of receiving, reading and thinking, and the 30 s of Unanswered:After.
        await scene.SetAsync(question, "last_message_at = now() - interval '96 s'");
        await scene.SweepAsync();
        Assert.Single(await scene.AskedAsync());
    }
}
