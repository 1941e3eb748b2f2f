using Chat.Sessions.Conversations;
using Npgsql;

namespace Chat.Sessions.Assignments;

/// <summary>What is written together with an assignment, beside the conversation's own change.</summary>
internal static class AssignmentRows
{
    private const string TurnSql = """
        insert into agent_turns (tenant_id, agent_id, assigned_at) values ($1, $2, $3)
        on conflict (tenant_id, agent_id) do update set assigned_at = excluded.assigned_at
        """;

    private const string LastSql = """
        update conversations
        set last_agent_id = $3, avoids_last_agent = false, queue_front = false
        where tenant_id = $1 and id = $2
        """;

    /// <summary>Whose turn it was, and who had the conversation last.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Of(ConversationKey key, Guid agentId, DateTime now)
    {
        yield return new NpgsqlBatchCommand(TurnSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = key.TenantId },
                new NpgsqlParameter<Guid> { TypedValue = agentId },
                new NpgsqlParameter<DateTime> { TypedValue = now },
            },
        };
        yield return new NpgsqlBatchCommand(LastSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = key.TenantId },
                new NpgsqlParameter<Guid> { TypedValue = key.ConversationId },
                new NpgsqlParameter<Guid> { TypedValue = agentId },
            },
        };
    }
}
