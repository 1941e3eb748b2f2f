using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings.Sections;
using Npgsql;

namespace Chat.Sessions.AgentQueue;

/// <summary>
/// What is written when a conversation comes into the queue, whichever way: its urgency by the settings of this moment, and
/// nothing of how it waited before. From there on people answer in it, unless the AI itself asked for them.
/// </summary>
internal static class QueueArrival
{
    private const string Sql = $"""
        update conversations
        set queue_urgency = coalesce((
                select urgent.urgency from unnest($3, $4) as urgent(category, urgency)
                where urgent.category = {QueueUrgency.Category}), $5),
            queue_front = $6, avoids_last_agent = $7, needs_human_at = null, left_to_ai = false
        where tenant_id = $1 and id = $2
        """;

    /// <summary>The change with it, where the change lets the conversation wait that did not.</summary>
    public static Result<ConversationUpdate> AddTo(
        Result<ConversationUpdate> decided,
        LockedConversation locked,
        RoutingSettings routing,
        bool front = false,
        bool avoidsLastAgent = false
    ) =>
        decided is { IsSuccess: true, Value.Next.Status: ConversationStatus.Queued }
        && locked.State.Status is not ConversationStatus.Queued
            ? decided.Value with
            {
                With = [.. decided.Value.With, Arriving(locked, routing, front, avoidsLastAgent)],
            }
            : decided;

    private static NpgsqlBatchCommand Arriving(
        LockedConversation locked,
        RoutingSettings routing,
        bool front,
        bool avoidsLastAgent
    ) =>
        new(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = locked.TenantId },
                new NpgsqlParameter<Guid> { TypedValue = locked.State.Id },
                new NpgsqlParameter<string[]> { TypedValue = [.. routing.PriorityByUserCategory.Keys] },
                new NpgsqlParameter<short[]>
                {
                    TypedValue = [.. routing.PriorityByUserCategory.Values.Select(QueueUrgency.Of)],
                },
                new NpgsqlParameter<short> { TypedValue = QueueUrgency.Of(QueuePriority.Low) },
                new NpgsqlParameter<bool> { TypedValue = front },
                new NpgsqlParameter<bool> { TypedValue = avoidsLastAgent },
            },
        };
}
