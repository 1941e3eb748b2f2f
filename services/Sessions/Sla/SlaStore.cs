using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings.Sections;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Sla;

/// <summary>Reads and writes what is watched.</summary>
internal sealed class SlaStore(NpgsqlDataSource source)
{
    // The oldest message of the customer behind the last one of the company; what was deleted asks and answers nothing.
    private const string FactsSql = """
        select c.priority, c.with_people_since, c.first_response_at,
            case when c.status in (2, 6, 7, 8) then coalesce(c.resolved_at, c.closed_at, c.updated_at) end,
            w.first_response_missed, w.resolution_missed, w.next_response_missed, u.sequence, u.created_at,
            clock_timestamp()
        from sla_watch w
            join conversations c on c.tenant_id = w.tenant_id and c.id = w.conversation_id
            left join lateral (
                select m.sequence, m.created_at from messages m
                where m.conversation_id = c.id and m.author_kind in (1, 2) and m.visibility = 1 and m.type <> 6
                  and m.deleted_at is null and m.sequence > coalesce((
                    select max(a.sequence) from messages a
                    where a.conversation_id = c.id and a.author_kind in (3, 4) and a.visibility = 1 and a.type <> 6
                      and a.deleted_at is null), 0)
                order by m.sequence limit 1) u on true
        where w.tenant_id = $1 and w.conversation_id = $2
        """;

    private const string MissSql = """
        update sla_watch
        set first_response_missed = first_response_missed or $3, resolution_missed = resolution_missed or $4,
            next_response_missed = coalesce($5, next_response_missed)
        where tenant_id = $1 and conversation_id = $2
        """;

    // Not when something happened since: then it is due again already.
    private const string NextSql = """
        update sla_watch set check_at = $4 where tenant_id = $1 and conversation_id = $2 and check_at = $3
        """;

    private const string ForgetSql = """
        delete from sla_watch where tenant_id = $1 and conversation_id = $2 and check_at = $3
        """;

    /// <summary>What is due, of all tenants; no other instance gets the same within a minute.</summary>
    public async Task<List<DueConversation>> TakeDueAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "select tenant_id, conversation_id, claimed from take_due_sla($1)"
        );
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<DueConversation>();
        while (await row.ReadAsync(cancellationToken))
        {
            due.Add(new DueConversation(new ConversationKey(row.GetGuid(0), row.GetGuid(1)), row.GetDateTime(2)));
        }

        return due;
    }

    public async Task<WatchedConversation?> ReadAsync(ConversationKey key, CancellationToken cancellationToken)
    {
        await using var batch = Batch(key, FactsSql);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    /// <summary>Looks again then; null: never.</summary>
    public async Task MoveOnAsync(DueConversation due, DateTime? checkAt, CancellationToken cancellationToken)
    {
        var claimed = new NpgsqlParameter<DateTime> { TypedValue = due.Claimed };
        await using var batch = checkAt is { } at
            ? Batch(due.Key, NextSql, claimed, new NpgsqlParameter<DateTime> { TypedValue = at })
            : Batch(due.Key, ForgetSql, claimed);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Remembers what was missed, with the entry of the log that tells of it.</summary>
    public static NpgsqlBatchCommand Missing(ConversationKey key, SlaTarget target, long? unanswered) =>
        new(MissSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = key.TenantId },
                new NpgsqlParameter<Guid> { TypedValue = key.ConversationId },
                new NpgsqlParameter<bool> { TypedValue = target is SlaTarget.FirstResponse },
                new NpgsqlParameter<bool> { TypedValue = target is SlaTarget.Resolution },
                new NpgsqlParameter
                {
                    Value = target is SlaTarget.NextResponse ? (object?)unanswered ?? DBNull.Value : DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Bigint,
                },
            },
        };

    private static WatchedConversation Read(NpgsqlDataReader row)
    {
        var facts = row.IsDBNull(1)
            ? null
            : new SlaFacts
            {
                Since = row.GetDateTime(1),
                FirstResponseAt = row.IsDBNull(2) ? null : row.GetDateTime(2),
                EndedAt = row.IsDBNull(3) ? null : row.GetDateTime(3),
                FirstResponseMissed = row.GetBoolean(4),
                ResolutionMissed = row.GetBoolean(5),
                NextResponseMissed = row.IsDBNull(6) ? null : row.GetInt64(6),
                Unanswered = row.IsDBNull(7) ? null : new UnansweredMessage(row.GetInt64(7), row.GetDateTime(8)),
            };
        return new WatchedConversation((QueuePriority)(row.GetInt16(0) - 1), facts, row.GetDateTime(9));
    }

    private NpgsqlBatch Batch(ConversationKey key, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, key.TenantId);
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = key.TenantId },
                new NpgsqlParameter<Guid> { TypedValue = key.ConversationId },
            },
        };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
        return batch;
    }
}
