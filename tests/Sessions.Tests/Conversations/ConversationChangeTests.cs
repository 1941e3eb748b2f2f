using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Conversations;

[Trait("Level", "Component")]
public sealed class ConversationChangeTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);
    private readonly ConversationChange change = sessions.A.Get<ConversationChange>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Move_Assign_IsAnEntryOfTheLogWithItsOwnSequence()
    {
        var posted = await visitor.PostAsync("a human, please");
        var agent = Ids.New();

        var changed = await AssignAsync(posted, agent);
        await visitor.PostAsync("still there?", posted.Conversation.Id);

        Assert.True(changed.Value.Changed);
        var log = await visitor.ListAsync(posted.Conversation.Id);
        Assert.Equal([1L, 2L, 3L], log.Messages.Select(message => message.Sequence));
        var entry = log.Messages[1];
        Assert.Equal(Wire.MessageType.Event, entry.Type);
        Assert.Equal(Wire.AuthorKind.System, entry.Author.Kind);
        Assert.Equal(agent.ToString(), entry.Event.Assigned.AgentId);
        Assert.Equal(Wire.ConversationStatus.Assigned, entry.Event.Status);
        Assert.Equal(Wire.ConversationMode.Manual, entry.Event.Mode);
        Assert.Equal(1, entry.Event.Revision);
    }

    [Fact]
    public async Task Move_Followed_ReachesReadersOfBothInstances()
    {
        var posted = await visitor.PostAsync("hello");
        using var here = new Follower(visitor);
        using var there = new Follower(visitor.At(sessions.B));
        await here.SubscribeAsync(visitor, posted.Conversation.Id);
        await there.SubscribeAsync(visitor.At(sessions.B), posted.Conversation.Id);
        await here.SubscribedAsync();
        await there.SubscribedAsync();

        await AssignAsync(posted, Ids.New());

        foreach (var follower in new[] { here, there })
        {
            var entries = await follower.NextAsync(2);
            Assert.NotNull(entries[1].Message.Event.Assigned);
        }
    }

    [Fact]
    public async Task Move_Changed_IsTheNextEventOfTheOutbox()
    {
        var posted = await visitor.PostAsync("hello");

        await AssignAsync(posted, Ids.New());

        var told = await LastEventAsync();
        Assert.Equal(posted.Conversation.Id, told.Conversation.Id);
        Assert.Equal(2, told.Message.Sequence);
        Assert.Equal(Wire.ConversationStatus.Assigned, told.Conversation.Status);
        Assert.Equal(1, told.Conversation.Details.MessageCount);
    }

    [Fact]
    public async Task Move_WhileTheAiSpeaks_CutsItOff()
    {
        var question = await visitor.PostAsync(visitor.Question("where is my parcel?"));
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(question) });
        await speaking.NextAsync();

        await AssignAsync(question, Ids.New());

        var stopped = await speaking.NextAsync();
        Assert.Equal("taken_over", stopped.Stop.Reason);
        await speaking.SendAsync(
            new Wire.SpeakRequest
            {
                Commit = new Wire.SpeakCommit
                {
                    Text = "It is",
                    State = Wire.MessageState.Interrupted,
                    InterruptionReason = "taken_over",
                },
            }
        );
        Assert.Equal(3, (await speaking.NextAsync()).Committed.Message.Sequence);
    }

    [Fact]
    public async Task Move_TwoAgentsAtOnce_OneWins()
    {
        var posted = await visitor.PostAsync("hello");
        var agents = Enumerable.Range(0, 8).Select(_ => Ids.New()).ToArray();

        var results = await Task.WhenAll(
            agents.Select(
                (agent, index) =>
                    (index % 2 == 0 ? sessions.A : sessions.B)
                        .Get<ConversationChange>()
                        .MoveAsync(
                            KeyOf(posted),
                            ConversationActor.System,
                            Assign(agent) with
                            {
                                ExpectedRevision = 0,
                            },
                            Token
                        )
            )
        );

        Assert.Equal(1, results.Count(result => result.IsSuccess));
        Assert.All(results.Where(result => !result.IsSuccess), result => Assert.IsType<RevisionConflict>(result.Error));
    }

    [Fact]
    public async Task Move_AmongMessages_LeavesNoGap()
    {
        var posted = await visitor.PostAsync("0");
        var messages = Enumerable
            .Range(1, 20)
            .Select(n => visitor.At(n % 2 == 0 ? sessions.A : sessions.B).PostAsync($"{n}", posted.Conversation.Id));
        var moves = Enumerable.Range(0, 20).Select(_ => AssignAsync(posted, Ids.New()));

        await Task.WhenAll(Task.WhenAll(messages), Task.WhenAll(moves)).WithTimeout();

        var log = await visitor.ListAsync(posted.Conversation.Id);
        Assert.Equal(Enumerable.Range(1, 41).Select(n => (long)n), log.Messages.Select(message => message.Sequence));
        Assert.Equal(20, log.Messages.Count(message => message.Event is not null));
        var state = await StateAsync(posted);
        Assert.Equal((21, 21, 20L), (state.MessageCount, state.UnreadByAgents, state.Revision));
    }

    [Fact]
    public async Task Move_AnothersConversation_IsNotFound()
    {
        var posted = await visitor.PostAsync("mine");
        var stranger = ConversationActor.Of(Caller.Visitor(sessions.A, visitor.Principal.TenantId).Principal).Value;

        var closed = await change.MoveAsync(
            KeyOf(posted),
            stranger,
            new ConversationMove { Action = ConversationAction.Close },
            Token
        );

        Assert.IsType<ConversationNotFound>(closed.Error);
    }

    [Fact]
    public async Task Apply_Internal_HidesItFromItsOwner()
    {
        var posted = await visitor.PostAsync("hello");
        var agent = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);
        using var owner = new Follower(visitor);
        await owner.SubscribeAsync(visitor, posted.Conversation.Id);
        await owner.SubscribedAsync();

        await change.ApplyAsync(
            KeyOf(posted),
            ConversationActor.System,
            (locked, _) => Task.FromResult(Tagged(locked.State)),
            Token
        );

        var entries = await owner.NextAsync(2);
        Assert.Equal(2, entries[1].Message.Sequence);
        Assert.Null(entries[1].Message.Event);
        Assert.Equal(Wire.MessageVisibility.Internal, entries[1].Message.Visibility);
        Assert.Single((await visitor.ListAsync(posted.Conversation.Id)).Messages);
        Assert.Equal(["vip"], (await agent.ListAsync(posted.Conversation.Id)).Messages[1].Event.TagsChanged.Tags);
    }

    [Fact]
    public async Task PostMessage_HistoryOfAConversationWithEvents_IsTheTalkAlone()
    {
        var posted = await visitor.PostAsync("hello");
        await AssignAsync(posted, Ids.New());
        var request = visitor.Message("more", posted.Conversation.Id);
        request.HistoryLimit = 10;

        var second = await visitor.PostAsync(request);

        Assert.Equal(["hello"], second.History.Select(message => message.Text));
    }

    [Theory]
    [InlineData(ConversationAction.Resolve)]
    [InlineData(ConversationAction.Close)]
    [InlineData(ConversationAction.Abandon)]
    internal async Task PostMessage_EndedALittleAgo_ReopensIt(ConversationAction action)
    {
        var posted = await visitor.PostAsync("hello");
        await MoveAsync(posted, new ConversationMove { Action = action });

        var again = await visitor.PostAsync("one more thing", posted.Conversation.Id);

        Assert.Equal(4, again.Message.Sequence);
        Assert.Equal(Wire.ConversationStatus.Open, again.Conversation.Status);
        var reopened = (await visitor.ListAsync(posted.Conversation.Id)).Messages[2].Event;
        Assert.Equal(("reopen", "customer_message"), (reopened.StatusChanged.Action, reopened.Reason));
        Assert.Equal(visitor.Author.Id, reopened.Actor.Id);
    }

    [Fact]
    public async Task PostMessage_ToAPendingOne_GoesBackToItsAgent()
    {
        var posted = await visitor.PostAsync("hello");
        var agent = Ids.New();
        await AssignAsync(posted, agent);
        await MoveAsync(posted, new ConversationMove { Action = ConversationAction.Await });

        var again = await visitor.PostAsync("here it is", posted.Conversation.Id);

        Assert.Equal(Wire.ConversationStatus.Assigned, again.Conversation.Status);
        Assert.Equal(agent, (await StateAsync(posted)).AssignedAgentId);
    }

    [Fact]
    public async Task PostMessage_Archived_IsRefused()
    {
        var posted = await visitor.PostAsync("hello");
        await MoveAsync(posted, new ConversationMove { Action = ConversationAction.Close });
        await MoveAsync(posted, new ConversationMove { Action = ConversationAction.Archive });

        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync("anybody?", posted.Conversation.Id));

        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
    }

    [Fact]
    public async Task PostMessage_OfAnAgentToAClosedOne_IsRefused()
    {
        var posted = await visitor.PostAsync("hello");
        await MoveAsync(posted, new ConversationMove { Action = ConversationAction.Close });
        var key = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);
        var message = key.Message("by the way", posted.Conversation.Id);
        message.Author = new Wire.Author { Kind = Wire.AuthorKind.Agent, Id = "jo" };

        var refusal = await Caller.RefusalAsync(() => key.PostAsync(message));

        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
    }

    [Fact]
    public async Task Speak_InAClosedConversation_IsRefused()
    {
        var posted = await visitor.PostAsync("hello");
        await MoveAsync(posted, new ConversationMove { Action = ConversationAction.Close });
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(
            new Wire.SpeakRequest
            {
                Begin = new Wire.SpeakBegin
                {
                    ConversationId = posted.Conversation.Id,
                    ReplyId = Ids.NewText(),
                    InReplyTo = posted.Message.Id,
                    Speaker = Caller.Ai,
                },
            }
        );

        var refusal = await Caller.RefusalAsync(() => speaking.NextAsync());

        Assert.Equal(StatusCode.Aborted, refusal.StatusCode);
    }

    private static Chat.ServiceDefaults.Errors.Result<ConversationUpdate> Tagged(ConversationState state) =>
        new ConversationUpdate
        {
            Next = state with { Tags = ["vip"] },
            Internal = true,
            Event = new ConversationEvent
            {
                Kind = ConversationEventKind.TagsChanged,
                Actor = ConversationActor.System.Author,
                Tags = ["vip"],
            },
        };

    private static ConversationMove Assign(Guid agent) => new() { Action = ConversationAction.Assign, AgentId = agent };

    private ConversationKey KeyOf(Wire.PostMessageResponse posted) =>
        new(visitor.Principal.TenantId, Guid.Parse(posted.Conversation.Id));

    private Task<Chat.ServiceDefaults.Errors.Result<ChangedConversation>> AssignAsync(
        Wire.PostMessageResponse posted,
        Guid agent
    ) => MoveAsync(posted, Assign(agent));

    private Task<Chat.ServiceDefaults.Errors.Result<ChangedConversation>> MoveAsync(
        Wire.PostMessageResponse posted,
        ConversationMove move
    ) => change.MoveAsync(KeyOf(posted), ConversationActor.System, move, Token).WithTimeout();

    private async Task<ConversationState> StateAsync(Wire.PostMessageResponse posted) =>
        (
            await sessions
                .A.Get<GetConversationHandler>()
                .HandleAsync(visitor.Principal, KeyOf(posted).ConversationId, Token)
        ).Value;

    private async Task<ConversationChanged> LastEventAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 order by position desc limit 1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        return ConversationChanged.Parser.ParseFrom((byte[])(await command.ExecuteScalarAsync(Token))!);
    }
}
