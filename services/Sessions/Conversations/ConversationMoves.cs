using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Conversations;

/// <summary>What a change of status makes of a conversation; pure.</summary>
internal static class ConversationMoves
{
    public static Result<ConversationUpdate> Decide(
        ConversationState state,
        DateTime now,
        ConversationActor actor,
        ConversationMove move
    )
    {
        if (move.ExpectedRevision is { } expected && expected != state.Revision)
        {
            return new RevisionConflict();
        }

        if (move.Unless?.Invoke(state) is { } refusal)
        {
            return refusal;
        }

        if (ConversationTransitions.Find(move.Action, state.Status) is not { } row)
        {
            return ConversationTransitions.IsDone(move.Action, state.Status)
                ? ConversationUpdate.Unchanged(state)
                : new TransitionRefused(move.Action, state.Status);
        }

        if (!row.Actors.HasFlag(actor.Kind))
        {
            return new TransitionForbidden(move.Action);
        }

        if (move.Action is ConversationAction.Assign && Holds(state, move))
        {
            return ConversationUpdate.Unchanged(state);
        }

        var next = Next(state, row, now, move);
        return new ConversationUpdate { Next = move.Also?.Invoke(next) ?? next, Event = Event(state, actor, move) };
    }

    private static bool Holds(ConversationState state, ConversationMove move) =>
        state.Status is ConversationStatus.Assigned && state.AssignedAgentId == move.AgentId;

    private static ConversationState Next(
        ConversationState state,
        ConversationTransition row,
        DateTime now,
        ConversationMove move
    )
    {
        var next = state with { Status = row.To, Mode = move.Mode ?? state.Mode, QueuedAt = null };
        return row.Action switch
        {
            ConversationAction.Assign => next with
            {
                AssignedAgentId =
                    move.AgentId ?? throw new ArgumentException("Assigning needs an agent.", nameof(move)),
                AssignedAt = now,
                Mode = move.Mode ?? ConversationMode.Manual,
            },
            ConversationAction.HandBack => Unassigned(next) with { Mode = move.Mode ?? ConversationMode.Ai },
            ConversationAction.Queue => Unassigned(next) with { QueuedAt = now },
            ConversationAction.Resolve => next with { ResolvedAt = now },
            ConversationAction.Close or ConversationAction.Abandon => next with { ClosedAt = now },
            ConversationAction.Reopen => Reopened(next, now),
            _ => next,
        };
    }

    private static ConversationState Unassigned(ConversationState state) =>
        state with
        {
            AssignedAgentId = null,
            AssignedAt = null,
        };

    // The AI does not answer where humans took over: somebody has to be found.
    private static ConversationState Reopened(ConversationState state, DateTime now)
    {
        var waits = state.Mode is ConversationMode.Manual;
        return Unassigned(state) with
        {
            Status = waits ? ConversationStatus.Queued : ConversationStatus.Open,
            QueuedAt = waits ? now : null,
            ResolvedAt = null,
            ClosedAt = null,
        };
    }

    private static ConversationEvent Event(ConversationState state, ConversationActor actor, ConversationMove move)
    {
        var assigned = move.Action is ConversationAction.Assign;
        var leaves =
            state.AssignedAgentId is not null
            && move.Action is (ConversationAction.Queue or ConversationAction.HandBack);
        return new ConversationEvent
        {
            Kind =
                assigned ? ConversationEventKind.Assigned
                : leaves ? ConversationEventKind.Unassigned
                : ConversationEventKind.StatusChanged,
            Actor = actor.Author,
            Reason = move.Reason,
            Action = move.Action,
            From = state.Status,
            AgentId = assigned ? move.AgentId : null,
            FromAgentId = state.AssignedAgentId,
        };
    }
}
