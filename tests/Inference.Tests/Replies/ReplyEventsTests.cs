using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Providers;

namespace Chat.Inference.Replies;

public sealed class ReplyEventsTests
{
    private static readonly Message Stored = new() { Id = "m2", Text = "Hello." };

    private static readonly PostMessageResponse Posted = new()
    {
        Conversation = new Conversation { Id = "c1", Epoch = 7 },
        Message = new Message { Id = "m1", Text = "Why?" },
        BusyReplyId = "busy",
        Created = true,
        Duplicate = true,
    };

    [Fact]
    public void Accepted_Answer_HasEveryField() =>
        Assert.Equal(
            new ReplyAccepted
            {
                ConversationId = "c1",
                Epoch = 7,
                Message = Posted.Message,
                ReplyId = "r1",
                Created = true,
                Duplicate = true,
                Follow = false,
            },
            ReplyEvents.Accepted(new Answer(Posted, "r1", 3, AnswerAgain.Unspecified)).Accepted
        );

    [Fact]
    public void Accepted_Repeat_NamesTheReplyThereIs() =>
        Assert.Equal("m2", ReplyEvents.Accepted(new Repeat(Posted, Stored)).Accepted.ReplyId);

    [Fact]
    public void Accepted_Follow_NamesTheReplyThatIsMade()
    {
        var accepted = ReplyEvents.Accepted(new Follow(Posted)).Accepted;

        Assert.Equal(("busy", true), (accepted.ReplyId, accepted.Follow));
    }

    [Fact]
    public void Accepted_LeftToHumans_NamesNoReply()
    {
        var accepted = ReplyEvents.Accepted(new LeaveToHumans(Posted)).Accepted;

        Assert.Equal(("", false), (accepted.ReplyId, accepted.Follow));
    }

    [Fact]
    public void TakenOver_Done_SaysOnlyThat() =>
        Assert.Equal(new ReplyDone { TakenOver = true }, ReplyEvents.TakenOver().Done);

    [Theory]
    [InlineData(null)]
    [InlineData("max_tokens")]
    [InlineData("content_filter")]
    [InlineData("taken_over")]
    [InlineData("cancelled")]
    public void End_Stored_IsDoneWithTheMessage(string? interruption) =>
        Assert.Equal(new ReplyDone { Message = Stored }, ReplyEvents.End(Made(interruption), Stored).Done);

    [Fact]
    public void End_TakenOverBeforeTheFirstWord_IsLeftToThePerson() =>
        Assert.Equal(
            new ReplyDone { Manual = true, HumanTurn = HumanTurn.HandedOver },
            ReplyEvents.End(Made("taken_over"), null).Done
        );

    [Theory]
    [InlineData(null)]
    [InlineData("cancelled")]
    [InlineData("stopped")]
    public void End_NothingStored_IsAnErrorThatAskingAgainDoesNotMend(string? interruption)
    {
        var error = ReplyEvents.End(Made(interruption), null).Error;

        Assert.Equal(("interrupted", false, null), (error.Code, error.Retryable, error.MessageKept));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void End_ServerStops_MayBeAskedAgainAndKeepsWhatThereIs(bool isStored)
    {
        var stored = isStored ? Stored : null;

        var error = ReplyEvents.End(Made("server_stopping"), stored).Error;

        Assert.Equal(("interrupted", true, stored), (error.Code, error.Retryable, error.MessageKept));
    }

    [Theory]
    [InlineData(ProviderFailureKind.Rejected, "provider_rejected", false)]
    [InlineData(ProviderFailureKind.Overloaded, "provider_error", true)]
    internal void End_ProviderFailed_IsItsRowOfTheTable(ProviderFailureKind kind, string code, bool retryable)
    {
        var made = Made("provider_failed") with { Failure = new ProviderFailure(kind) };

        var error = ReplyEvents.End(made, Stored).Error;

        Assert.Equal((code, retryable, Stored), (error.Code, error.Retryable, error.MessageKept));
        Assert.Equal(ProviderFailureTable.For(kind).Message, error.Message);
    }

    [Fact]
    public async Task AddRepeated_Reply_IsToldAsIfItWereMadeNow()
    {
        var reply = new Message
        {
            Id = "m2",
            Text = "Hello.",
            Citations =
            {
                new Citation { Index = 1 },
                new Citation { Index = 2 },
            },
            Usage = new Usage { Provider = "p" },
        };

        var events = await AddedAsync(stream => ReplyEvents.AddRepeated(stream, reply));

        Assert.Equal(
            [
                new ReplyEvent
                {
                    Delta = new ReplyDelta { ReplyId = "m2", Text = "Hello." },
                },
                new ReplyEvent { Citation = reply.Citations[0] },
                new ReplyEvent { Citation = reply.Citations[1] },
                new ReplyEvent { Usage = reply.Usage },
                new ReplyEvent { Done = new ReplyDone { Message = reply } },
            ],
            events
        );
    }

    [Fact]
    public async Task AddRepeated_ReplyWithoutTextAndUsage_IsOnlyDone()
    {
        var events = await AddedAsync(stream => ReplyEvents.AddRepeated(stream, new Message { Id = "m2" }));

        Assert.Equal("m2", Assert.Single(events).Done.Message.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ToolFinished_Outcome_IsTold(bool ok) =>
        Assert.Equal(
            new ToolFinished
            {
                CallId = "1.2",
                Name = "find",
                Ok = ok,
            },
            ReplyEvents.ToolFinished("1.2", "find", ok).ToolFinished
        );

    [Fact]
    public void ToolStarted_Call_IsNamed() =>
        Assert.Equal(
            new ToolStarted { CallId = "1.2", Name = "find" },
            ReplyEvents.ToolStarted("1.2", "find").ToolStarted
        );

    private static GeneratedReply Made(string? interruption) =>
        new()
        {
            Text = "Hello.",
            Interruption = interruption,
            Failure = null,
            Usage = new Usage(),
        };

    private static async Task<IReadOnlyList<ReplyEvent>> AddedAsync(Action<ReplyStream> add)
    {
        var writer = new RecordingWriter();
        var stream = new ReplyStream(writer, TestContext.Current.CancellationToken);
        add(stream);
        await stream.FlushAsync();
        return writer.Events;
    }
}
