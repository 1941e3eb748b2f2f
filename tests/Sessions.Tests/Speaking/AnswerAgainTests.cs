using Chat.Contracts.Events.V1;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

/// <summary>Answers that are made once more: asked for, or because the first one broke off.</summary>
[Trait("Level", "Component")]
public sealed class AnswerAgainTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task PostMessage_Again_AddsNothingAndGivesTheLease()
    {
        var posted = await AnsweredAsync("Because.");

        var again = await AgainAsync(posted, Wire.AnswerAgain.Always);

        Assert.True(again.Duplicate);
        Assert.Equal(posted.Message, again.Message);
        Assert.NotNull(again.Lease);
        Assert.Null(again.ExistingReply);
        Assert.Empty(again.History);
        Assert.Equal(2, again.Conversation.LastSequence);
    }

    [Fact]
    public async Task Speak_Again_SupersedesTheOldAnswerAndKeepsIt()
    {
        var posted = await AnsweredAsync("Because.");
        var again = await AgainAsync(posted, Wire.AnswerAgain.Always);

        var reply = await SpeakAsync(again, "For a reason.", Wire.MessageState.Complete);

        var messages = (await visitor.ListAsync(posted.Conversation.Id)).Messages;
        Assert.Equal([1, 2, 3], messages.Select(message => message.Sequence));
        Assert.Equal(["Why?", "Because.", "For a reason."], messages.Select(message => message.Text));
        Assert.Equal(messages[1].Id, reply.Supersedes);
        Assert.Equal(reply, messages[2]);
        Assert.Equal(reply, await LastEventAsync());
    }

    [Fact]
    public async Task PostMessage_AfterAnAnswerWasMadeAgain_HistoryHasTheNewOneOnly()
    {
        var posted = await AnsweredAsync("Because.");
        await SpeakAsync(await AgainAsync(posted, Wire.AnswerAgain.Always), "Better.", Wire.MessageState.Complete);
        await SpeakAsync(await AgainAsync(posted, Wire.AnswerAgain.Always), "Best.", Wire.MessageState.Complete);

        Assert.Equal(["Why?", "Best."], await HistoryAsync(posted));
    }

    [Fact]
    public async Task PostMessage_AfterTheNewAnswerBrokeOff_HistoryHasTheOldOneOnly()
    {
        var posted = await AnsweredAsync("Because.");
        await SpeakAsync(await AgainAsync(posted, Wire.AnswerAgain.Always), "For a", Wire.MessageState.Interrupted);

        Assert.Equal(["Why?", "Because."], await HistoryAsync(posted));
    }

    [Fact]
    public async Task PostMessage_RetryAfterAnAnswerWasMadeAgain_GivesTheNewOne()
    {
        var posted = await AnsweredAsync("Because.");
        await SpeakAsync(await AgainAsync(posted, Wire.AnswerAgain.Always), "Better.", Wire.MessageState.Complete);
        await SpeakAsync(await AgainAsync(posted, Wire.AnswerAgain.Always), "Be", Wire.MessageState.Interrupted);

        var retry = await AgainAsync(posted, Wire.AnswerAgain.IfInterrupted);

        Assert.Equal("Better.", retry.ExistingReply.Text);
        Assert.Null(retry.Lease);
    }

    [Theory]
    [InlineData(Wire.AnswerAgain.Unspecified, false)]
    [InlineData(Wire.AnswerAgain.IfInterrupted, true)]
    public async Task PostMessage_RetryAfterTheAnswerBrokeOff_IsAnsweredAgainIfAskedFor(
        Wire.AnswerAgain again,
        bool isGranted
    )
    {
        var posted = await visitor.PostAsync(Question(""));
        await SpeakAsync(posted, "Beca", Wire.MessageState.Interrupted);

        var retry = await AgainAsync(posted, again);

        Assert.True(retry.Duplicate);
        Assert.Equal(isGranted, retry.Lease is not null);
        Assert.Equal(isGranted ? null : "Beca", retry.ExistingReply?.Text);
    }

    [Fact]
    public async Task PostMessage_AgainWhileAnswering_SaysWhichMessageIsAnswered()
    {
        var posted = await visitor.PostAsync(Question(""));

        var again = await AgainAsync(posted, Wire.AnswerAgain.Always);

        Assert.Null(again.Lease);
        Assert.Equal((posted.Lease.ReplyId, posted.Message.Id), (again.BusyReplyId, again.BusyAnswers));
    }

    [Fact]
    public async Task PostMessage_AgainInANewConversation_TakesTheMessage()
    {
        var request = Question("");
        request.Lease.Again = Wire.AnswerAgain.Always;

        var posted = await visitor.PostAsync(request);

        Assert.True(posted.Created);
        Assert.Equal("Why?", posted.Message.Text);
    }

    [Fact]
    public async Task PostMessage_AgainInSomebodyElsesConversation_IsNotFound()
    {
        var posted = await AnsweredAsync("Because.");
        var stranger = Caller.Visitor(sessions.A, visitor.Principal.TenantId);
        var request = stranger.Question("Why?", posted.Conversation.Id);
        request.Lease.Again = Wire.AnswerAgain.Always;

        var refusal = await Caller.RefusalAsync(() => stranger.PostAsync(request));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    private async Task<Wire.PostMessageResponse> AnsweredAsync(string text)
    {
        var posted = await visitor.PostAsync(Question(""));
        await SpeakAsync(posted, text, Wire.MessageState.Complete);
        return posted;
    }

    private Wire.PostMessageRequest Question(string conversationId)
    {
        var request = visitor.Question("Why?", conversationId);
        (request.ClientMessageId, request.HistoryLimit) = ("m-1", 10);
        return request;
    }

    private Task<Wire.PostMessageResponse> AgainAsync(Wire.PostMessageResponse posted, Wire.AnswerAgain again)
    {
        var request = Question(posted.Conversation.Id);
        request.Lease.Again = again;
        return visitor.PostAsync(request);
    }

    private async Task<Wire.Message> SpeakAsync(Wire.PostMessageResponse posted, string text, Wire.MessageState state)
    {
        using var speaking = new SpeakingCaller(visitor);
        var begin = SpeakingCaller.Begin(posted);
        begin.Again = posted.Duplicate;
        var commit = new Wire.SpeakCommit
        {
            Text = text,
            State = state,
            InterruptionReason = state is Wire.MessageState.Interrupted ? "cancelled" : "",
        };
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = begin, Commit = commit });
        return (await speaking.NextAsync()).Committed.Message;
    }

    private async Task<IEnumerable<string>> HistoryAsync(Wire.PostMessageResponse posted)
    {
        var request = visitor.Question("And then?", posted.Conversation.Id);
        request.HistoryLimit = 10;
        return (await visitor.PostAsync(request)).History.Select(message => message.Text);
    }

    private async Task<Wire.Message> LastEventAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 order by position desc limit 1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        var payload = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        return MessagePosted.Parser.ParseFrom((byte[])payload!).Message;
    }
}
