using Chat.ServiceDefaults;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Unanswered;

/// <summary>People are asked where the AI could not answer.</summary>
[Trait("Level", "Component")]
public sealed class AiFailuresTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData("provider_failed")]
    [InlineData("refused")]
    [InlineData("content_filter")]
    [InlineData("max_tokens")]
    public async Task Commit_FailedWithNothingSaid_WaitsForAPersonAndKeepsTheAi(string reason)
    {
        await office.AgentAsync();
        var visitor = office.Visitor();
        var question = await visitor.PostAsync(visitor.Question("Why?"));

        var committed = await EndAsync(visitor, question, reason);

        Assert.Null(committed.Message);
        var conversation = await office.GetAsync(question.Conversation.Id);
        Assert.Equal("queued", conversation.GetProperty("status").GetString());
        Assert.Equal("ai", conversation.GetProperty("mode").GetString());
        var told = Assert.Single(
            (await visitor.ListAsync(question.Conversation.Id)).Messages,
            message => message.Event is not null
        );
        Assert.Equal("ai_failed", told.Event.Reason);
        Assert.NotNull((await visitor.PostAsync(visitor.Question("And now?", question.Conversation.Id))).Lease);
    }

    [Fact]
    public async Task Commit_FailsAgain_WaitsAsBefore()
    {
        await office.AgentAsync();
        var visitor = office.Visitor();
        var question = await visitor.PostAsync(visitor.Question("Why?"));
        await EndAsync(visitor, question, "provider_failed");
        var next = await visitor.PostAsync(visitor.Question("And now?", question.Conversation.Id));

        await EndAsync(visitor, next, "provider_failed");

        Assert.Single(
            (await visitor.ListAsync(question.Conversation.Id)).Messages,
            message => message.Event is not null
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("cancelled")]
    [InlineData("stopped")]
    [InlineData("nobody_listening")]
    [InlineData("server_stopping")]
    public async Task Commit_NobodyFailed_AsksNobody(string reason)
    {
        await office.AgentAsync();

        await OpenAsync(reason);
    }

    [Fact]
    public async Task Commit_FailedButPartIsSaid_AsksNobody()
    {
        await office.AgentAsync();

        await OpenAsync("provider_failed", "Half a");
    }

    [Fact]
    public async Task Commit_FailedWhereNobodyWorks_AsksNobody() => await OpenAsync("provider_failed");

    [Fact]
    public async Task Commit_FailedAndTheTenantWantsNoPeople_AsksNobody()
    {
        await office.AgentAsync();
        await office.SetAsync("ai", new { escalateOnFailure = false });

        await OpenAsync("provider_failed");
    }

    [Fact]
    public async Task Commit_FailedWhileOnlyTheKnowledgeBaseAnswers_AsksNobody()
    {
        await office.AgentAsync();
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

        await OpenAsync("provider_failed");
    }

    [Fact]
    public async Task Commit_ServerStops_LeavesTheQuestionToBeAskedAgain()
    {
        var scene = new UnansweredScene(sessions.A);
        var replyId = Ids.New();
        var question = await scene.AskAsync(message => message with { LeaseReplyId = replyId });
        var speaker = scene.Office.Visitor();

        await SpeakAsync(
            speaker,
            new Wire.SpeakBegin
            {
                ConversationId = question.ConversationId.ToString(),
                ReplyId = replyId.ToString(),
                InReplyTo = question.Id.ToString(),
                Fence = 1,
                Speaker = Caller.Ai,
            },
            "server_stopping",
            ""
        );
        await scene.SweepAsync();

        Assert.Equal(question.Id.ToString(), Assert.Single(await scene.AskedAsync()).Id);
    }

    private async Task OpenAsync(string reason, string text = "")
    {
        var visitor = office.Visitor();
        var question = await visitor.PostAsync(visitor.Question("Why?"));

        await EndAsync(visitor, question, reason, text);

        Assert.Equal("open", (await office.GetAsync(question.Conversation.Id)).GetProperty("status").GetString());
    }

    private static Task<Wire.SpeakCommitted> EndAsync(
        Caller caller,
        Wire.PostMessageResponse question,
        string reason,
        string text = ""
    ) => SpeakAsync(caller, SpeakingCaller.Begin(question), reason, text);

    private static async Task<Wire.SpeakCommitted> SpeakAsync(
        Caller caller,
        Wire.SpeakBegin begin,
        string reason,
        string text
    )
    {
        using var speaking = new SpeakingCaller(caller);
        var commit = new Wire.SpeakCommit
        {
            Text = text,
            State = Wire.MessageState.Interrupted,
            InterruptionReason = reason,
        };
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = begin, Commit = commit });
        return (await speaking.NextAsync()).Committed;
    }
}
