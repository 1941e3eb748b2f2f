using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Conversations;

public sealed class ConversationTransitionsTests
{
    // Written a second time, on purpose: status by status, what may be done and where it leads; * the AI may too,
    // c a customer may too, s the product alone.
    private static readonly Dictionary<ConversationStatus, string> Expected = new()
    {
        [ConversationStatus.Open] =
            "queue:queued*:c assign:assigned:c resolve:resolved* close:closed:c abandon:abandoned:s",
        [ConversationStatus.Queued] =
            "assign:assigned:c handback:open resolve:resolved close:closed:c abandon:abandoned:s",
        [ConversationStatus.Assigned] =
            "queue:queued assign:assigned handback:open await:pending resolve:resolved close:closed:c abandon:abandoned:s",
        [ConversationStatus.Pending] =
            "queue:queued assign:assigned handback:open resume:assigned:c resolve:resolved close:closed:c "
            + "abandon:abandoned:s",
        [ConversationStatus.Resolved] = "close:closed:c reopen:open:c archive:archived",
        [ConversationStatus.Closed] = "reopen:open:c archive:archived",
        [ConversationStatus.Abandoned] = "close:closed reopen:open:c archive:archived",
        [ConversationStatus.Archived] = "",
    };

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var status in Enum.GetNames<ConversationStatus>())
            {
                foreach (var action in Enum.GetNames<ConversationAction>())
                {
                    data.Add(status, action);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Find_EachStatusAndAction_IsAsStated(string statusName, string actionName)
    {
        var status = Enum.Parse<ConversationStatus>(statusName);
        var action = Enum.Parse<ConversationAction>(actionName);
        var stated = Expected[status]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SingleOrDefault(part => part.StartsWith(actionName + ":", StringComparison.OrdinalIgnoreCase));

        var row = ConversationTransitions.Find(action, status);

        Assert.Equal(stated is null, row is null);
        if (row is not null && stated is not null)
        {
            Assert.Equal(stated.Split(':')[1].TrimEnd('*'), row.To.ToString(), ignoreCase: true);
            Assert.Equal(ActorsOf(stated), row.Actors);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Decide_EachStatusAndAction_MovesRefusesOrLeaves(string statusName, string actionName)
    {
        var status = Enum.Parse<ConversationStatus>(statusName);
        var action = Enum.Parse<ConversationAction>(actionName);
        var state = States.In(status);
        var move = new ConversationMove { Action = action, AgentId = Ids.New() };

        var decided = ConversationMoves.Decide(state, States.Later, ConversationActor.System, move);

        if (ConversationTransitions.Find(action, status) is { } row)
        {
            Assert.Equal(row.To, decided.Value.Next.Status);
            Assert.Equal(action, decided.Value.Event!.Action);
            Assert.Equal(status, decided.Value.Event.From);
        }
        else if (decided.IsSuccess)
        {
            Assert.Null(decided.Value.Event);
            Assert.Equal(state, decided.Value.Next);
        }
        else
        {
            Assert.IsType<TransitionRefused>(decided.Error);
        }
    }

    [Theory]
    [InlineData(ConversationAction.Close, ConversationStatus.Closed)]
    [InlineData(ConversationAction.Resolve, ConversationStatus.Resolved)]
    [InlineData(ConversationAction.Archive, ConversationStatus.Archived)]
    [InlineData(ConversationAction.Reopen, ConversationStatus.Open)]
    [InlineData(ConversationAction.Reopen, ConversationStatus.Assigned)]
    [InlineData(ConversationAction.Queue, ConversationStatus.Queued)]
    internal void IsDone_TargetReached_IsTrue(ConversationAction action, ConversationStatus status) =>
        Assert.True(ConversationTransitions.IsDone(action, status));

    [Theory]
    [InlineData(ConversationAction.Close, ConversationStatus.Archived)]
    [InlineData(ConversationAction.Queue, ConversationStatus.Closed)]
    [InlineData(ConversationAction.Resume, ConversationStatus.Open)]
    [InlineData(ConversationAction.Reopen, ConversationStatus.Archived)]
    // To whom, and by whom it is answered then, may still change.
    [InlineData(ConversationAction.Assign, ConversationStatus.Assigned)]
    [InlineData(ConversationAction.HandBack, ConversationStatus.Open)]
    internal void IsDone_Elsewhere_IsFalse(ConversationAction action, ConversationStatus status) =>
        Assert.False(ConversationTransitions.IsDone(action, status));

    [Theory]
    [InlineData(ConversationStatus.Open, true)]
    [InlineData(ConversationStatus.Queued, true)]
    [InlineData(ConversationStatus.Assigned, true)]
    [InlineData(ConversationStatus.Pending, true)]
    [InlineData(ConversationStatus.Resolved, false)]
    [InlineData(ConversationStatus.Closed, false)]
    [InlineData(ConversationStatus.Abandoned, false)]
    [InlineData(ConversationStatus.Archived, false)]
    internal void IsLive_EachStatus_SaysWhetherMessagesAreTaken(ConversationStatus status, bool live) =>
        Assert.Equal(live, ConversationTransitions.IsLive(status));

    [Fact]
    public void All_Numbers_AreThoseOfTheContract()
    {
        foreach (var status in Enum.GetValues<ConversationStatus>())
        {
            Assert.Equal(status.ToString(), ((Contracts.Sessions.V1.ConversationStatus)status).ToString());
        }
    }

    private static ActorKinds ActorsOf(string stated)
    {
        if (stated.EndsWith(":s", StringComparison.Ordinal))
        {
            return ActorKinds.System;
        }

        var actors = ActorKinds.Company;
        actors |= stated.EndsWith(":c", StringComparison.Ordinal) ? ActorKinds.Customer : ActorKinds.None;
        return stated.Contains('*') ? actors | ActorKinds.Ai : actors;
    }
}
