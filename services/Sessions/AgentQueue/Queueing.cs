using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Assignments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.AgentQueue;

/// <summary>The one way a conversation comes into the queue. From there on people answer in it, unless the AI itself asked for them.</summary>
internal sealed class Queueing(ConversationChange change, TenantSettings settings)
{
    private const string NeedSql = """
        update conversations
        set required_skills = coalesce($3, required_skills), preferred_agent_id = coalesce($4, preferred_agent_id),
            queue_urgency = $5, queue_front = $6, avoids_last_agent = $7, needs_human_at = null, left_to_ai = false
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
                AssignmentNote.AddToAsync(
                    Decide(request, routing, locked.State, locked.Now),
                    locked,
                    request.Actor,
                    request.Note,
                    token
                ),
            cancellationToken
        );
    }

    private static Result<ConversationUpdate> Decide(
        QueueConversation request,
        RoutingSettings routing,
        ConversationState state,
        DateTime now
    )
    {
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
        var decided = ConversationMoves.Decide(state, now, request.Actor, move);
        if (!decided.IsSuccess)
        {
            return decided;
        }

        var waits = state.Status is ConversationStatus.Queued && AsksForMore(request);
        var update = waits ? Refined(request, state) : decided.Value;
        return update.Event is null
            ? update
            : update with
            {
                With = [Needs(request, QueueUrgency.Of(state.UserCategory, routing))],
            };
    }

    private static bool AsksForMore(QueueConversation request) =>
        request.PreferredAgentId is not null
        || request.Needs is { Skills: not null } or { Department: not null } or { TeamId: not null };

    // It waits already: what is asked of the agent changes all the same.
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
        };

    private static ConversationState WithNeeds(ConversationState state, QueueConversation request) =>
        state with
        {
            TeamId = request.Needs?.TeamId ?? state.TeamId,
            Department = request.Needs?.Department ?? state.Department,
        };

    private static NpgsqlBatchCommand Needs(QueueConversation request, short urgency) =>
        new(NeedSql)
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
                new NpgsqlParameter<short> { TypedValue = urgency },
                new NpgsqlParameter<bool> { TypedValue = request.Front },
                new NpgsqlParameter<bool> { TypedValue = request.AvoidsLastAgent },
            },
        };
}
