using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Assignments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.AgentQueue;

/// <summary>Lets a conversation wait for an agent; of one that waits, what is asked of the agent changes.</summary>
internal sealed class Queueing(ConversationChange change, TenantSettings settings)
{
    // Whom the customer chooses gets it, even if that one gave it away.
    private const string NeedSql = """
        update conversations
        set required_skills = coalesce($3, required_skills), preferred_agent_id = coalesce($4, preferred_agent_id),
            avoids_last_agent = avoids_last_agent and last_agent_id is distinct from $4
        where tenant_id = $1 and id = $2
        """;

    public async Task<Result<ChangedConversation>> QueueAsync(
        QueueConversation request,
        CancellationToken cancellationToken
    )
    {
        var routing = await settings.GetAsync<RoutingSettings>(request.Key.TenantId, cancellationToken);
        return await change.ApplyAsync(
            request.Key,
            request.Actor,
            (locked, token) =>
                AssignmentNote.AddToAsync(Decide(request, routing, locked), locked, request.Actor, request.Note, token),
            cancellationToken
        );
    }

    private static Result<ConversationUpdate> Decide(
        QueueConversation request,
        RoutingSettings routing,
        LockedConversation locked
    )
    {
        var state = locked.State;
        if (request.Unless(state) is { } refusal)
        {
            return refusal;
        }

        if (request.KeepsAgent && AssignmentAccess.IsHeld(state))
        {
            return ConversationUpdate.Unchanged(state);
        }

        var move = new ConversationMove
        {
            Action = ConversationAction.Queue,
            Mode = request.KeepsAi ? null : ConversationMode.Manual,
            Reason = request.Reason,
            ExpectedRevision = request.ExpectedRevision,
            Also = next => WithNeeds(next, request),
        };
        var decided = ConversationMoves.Decide(state, locked.Now, request.Actor, move);
        if (!decided.IsSuccess)
        {
            return decided;
        }

        if (state.Status is ConversationStatus.Queued)
        {
            return AsksForMore(request) ? Refined(request, state) : decided;
        }

        var update = decided.Value with { With = [.. Needs(request)] };
        return QueueArrival.AddTo(update, locked, routing, request.Front, request.AvoidsLastAgent);
    }

    private static bool AsksForMore(QueueConversation request) =>
        request.PreferredAgentId is not null
        || request.Needs is { Skills: not null } or { Department: not null } or { TeamId: not null };

    // It waits already: what is asked of the agent changes all the same, and its place stays.
    private static ConversationUpdate Refined(QueueConversation request, ConversationState state) =>
        new()
        {
            Next = WithNeeds(state, request),
            Event = new ConversationEvent
            {
                Kind = ConversationEventKind.DetailsChanged,
                Actor = request.Actor.Author,
                Reason = request.Reason,
                Fields = ["routing"],
            },
            Internal = true,
            With = [.. Needs(request)],
        };

    private static ConversationState WithNeeds(ConversationState state, QueueConversation request) =>
        state with
        {
            TeamId = request.Needs?.TeamId ?? state.TeamId,
            Department = request.Needs?.Department ?? state.Department,
        };

    private static IEnumerable<NpgsqlBatchCommand> Needs(QueueConversation request)
    {
        if (request is { PreferredAgentId: null, Needs: null or { Skills: null } })
        {
            yield break;
        }

        yield return new NpgsqlBatchCommand(NeedSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = request.Key.TenantId },
                new NpgsqlParameter<Guid> { TypedValue = request.Key.ConversationId },
                new NpgsqlParameter
                {
                    Value = (object?)request.Needs?.Skills?.ToArray() ?? DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                },
                new NpgsqlParameter
                {
                    Value = (object?)request.PreferredAgentId ?? DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Uuid,
                },
            },
        };
    }
}
