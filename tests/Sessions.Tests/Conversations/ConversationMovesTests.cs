using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Conversations;

public sealed class ConversationMovesTests
{
    private static readonly ConversationActor Customer = new(
        ActorKinds.Customer,
        new Author(AuthorKind.Visitor, "v", ""),
        new ConversationGuard(AuthorKind.Visitor, "v")
    );

    [Fact]
    public void Decide_Assign_GivesItToTheAgentAndHumansAnswer()
    {
        var agent = Ids.New();

        var update = Decide(
            States.In(ConversationStatus.Queued) with
            {
                QueuedAt = States.Begin,
            },
            ConversationAction.Assign,
            agent
        );

        Assert.Equal(agent, update.Next.AssignedAgentId);
        Assert.Equal(States.Later, update.Next.AssignedAt);
        Assert.Null(update.Next.QueuedAt);
        Assert.Equal(ConversationMode.Manual, update.Next.Mode);
        Assert.Equal(ConversationEventKind.Assigned, update.Event!.Kind);
        Assert.Equal(agent, update.Event.AgentId);
    }

    [Fact]
    public void Decide_AssignToWhoHasIt_ChangesNothing()
    {
        var state = States.In(ConversationStatus.Assigned);

        Assert.Null(Decide(state, ConversationAction.Assign, state.AssignedAgentId).Event);
    }

    [Fact]
    public void Decide_QueueOfAnAssignedOne_LetsTheAgentGo()
    {
        var state = States.In(ConversationStatus.Assigned);

        var update = Decide(state, ConversationAction.Queue);

        Assert.Null(update.Next.AssignedAgentId);
        Assert.Equal(States.Later, update.Next.QueuedAt);
        Assert.Equal(ConversationEventKind.Unassigned, update.Event!.Kind);
        Assert.Equal(state.AssignedAgentId, update.Event.FromAgentId);
    }

    [Fact]
    public void Decide_QueueOfAnOpenOne_IsAChangeOfStatus() =>
        Assert.Equal(
            ConversationEventKind.StatusChanged,
            Decide(States.In(ConversationStatus.Open), ConversationAction.Queue).Event!.Kind
        );

    [Fact]
    public void Decide_HandBack_LetsTheAiAnswer()
    {
        var update = Decide(
            States.In(ConversationStatus.Assigned) with
            {
                Mode = ConversationMode.Manual,
            },
            ConversationAction.HandBack
        );

        Assert.Equal(ConversationMode.Ai, update.Next.Mode);
        Assert.Null(update.Next.AssignedAgentId);
        Assert.Equal(ConversationEventKind.Unassigned, update.Event!.Kind);
    }

    [Theory]
    [InlineData(ConversationMode.Ai, ConversationStatus.Open)]
    [InlineData(ConversationMode.Manual, ConversationStatus.Queued)]
    internal void Decide_Reopen_GoesToWhoeverAnswers(ConversationMode mode, ConversationStatus expected)
    {
        var state = States.In(ConversationStatus.Closed) with
        {
            Mode = mode,
            ClosedAt = States.Begin,
            ResolvedAt = States.Begin,
            AssignedAgentId = Ids.New(),
        };

        var update = Decide(state, ConversationAction.Reopen);

        Assert.Equal(expected, update.Next.Status);
        Assert.Equal(expected is ConversationStatus.Queued ? States.Later : null, update.Next.QueuedAt);
        Assert.Null(update.Next.ClosedAt);
        Assert.Null(update.Next.ResolvedAt);
        Assert.Null(update.Next.AssignedAgentId);
        Assert.Equal(state.AssignedAgentId, update.Event!.FromAgentId);
    }

    [Fact]
    public void Decide_CloseOfAResolvedOne_KeepsWhenItWasResolved()
    {
        var state = States.In(ConversationStatus.Resolved) with { ResolvedAt = States.Begin };

        var update = Decide(state, ConversationAction.Close);

        Assert.Equal(States.Begin, update.Next.ResolvedAt);
        Assert.Equal(States.Later, update.Next.ClosedAt);
    }

    [Fact]
    public void Decide_NotTheCallers_IsForbidden()
    {
        var decided = ConversationMoves.Decide(
            States.In(ConversationStatus.Open),
            States.Later,
            Customer,
            new ConversationMove { Action = ConversationAction.Resolve }
        );

        Assert.IsType<TransitionForbidden>(decided.Error);
    }

    [Fact]
    public void Decide_OtherRevision_IsAMismatch()
    {
        var decided = ConversationMoves.Decide(
            States.In(ConversationStatus.Open),
            States.Later,
            ConversationActor.System,
            new ConversationMove { Action = ConversationAction.Resolve, ExpectedRevision = 2 }
        );

        Assert.IsAssignableFrom<VersionMismatch>(decided.Error);
    }

    [Fact]
    public void Decide_SameRevision_IsDone()
    {
        var state = States.In(ConversationStatus.Open);

        var decided = ConversationMoves.Decide(
            state,
            States.Later,
            ConversationActor.System,
            new ConversationMove { Action = ConversationAction.Resolve, ExpectedRevision = state.Revision }
        );

        Assert.Equal(ConversationStatus.Resolved, decided.Value.Next.Status);
    }

    [Fact]
    public void Decide_Resolve_SaysWhen() =>
        Assert.Equal(
            States.Later,
            Decide(States.In(ConversationStatus.Assigned), ConversationAction.Resolve).Next.ResolvedAt
        );

    [Fact]
    public void Decide_CloseOfAClosedOne_ChangesNothing() =>
        Assert.Null(Decide(States.In(ConversationStatus.Closed), ConversationAction.Close).Event);

    [Fact]
    public void Decide_ResumeOfAnOpenOne_IsRefused()
    {
        var decided = ConversationMoves.Decide(
            States.In(ConversationStatus.Open),
            States.Later,
            ConversationActor.System,
            new ConversationMove { Action = ConversationAction.Resume }
        );

        Assert.IsType<TransitionRefused>(decided.Error);
    }

    [Theory]
    [InlineData(ConversationAction.Assign, ConversationMode.Ai)]
    [InlineData(ConversationAction.HandBack, ConversationMode.Manual)]
    [InlineData(ConversationAction.Queue, ConversationMode.Manual)]
    internal void Decide_ModeGiven_HoldsRatherThanThatOfTheAction(ConversationAction action, ConversationMode mode)
    {
        var decided = ConversationMoves.Decide(
            States.In(ConversationStatus.Assigned),
            States.Later,
            ConversationActor.System,
            new ConversationMove
            {
                Action = action,
                AgentId = Ids.New(),
                Mode = mode,
            }
        );

        Assert.Equal(mode, decided.Value.Next.Mode);
    }

    [Fact]
    public void Decide_AlsoGiven_ChangesThatWithIt()
    {
        var decided = ConversationMoves.Decide(
            States.In(ConversationStatus.Open),
            States.Later,
            ConversationActor.System,
            new ConversationMove
            {
                Action = ConversationAction.Queue,
                Also = next => next with { Priority = ConversationPriority.Urgent },
            }
        );

        Assert.Equal(ConversationPriority.Urgent, decided.Value.Next.Priority);
        Assert.Equal(ConversationStatus.Queued, decided.Value.Next.Status);
    }

    [Fact]
    public void Decide_UnlessHolds_IsRefusedWithIt()
    {
        var refusal = new ConversationNotFound();

        var decided = ConversationMoves.Decide(
            States.In(ConversationStatus.Open),
            States.Later,
            ConversationActor.System,
            new ConversationMove { Action = ConversationAction.Resolve, Unless = _ => refusal }
        );

        Assert.Same(refusal, decided.Error);
    }

    private static ConversationUpdate Decide(ConversationState state, ConversationAction action, Guid? agent = null) =>
        ConversationMoves
            .Decide(
                state,
                States.Later,
                ConversationActor.System,
                new ConversationMove { Action = action, AgentId = agent }
            )
            .Value;
}
