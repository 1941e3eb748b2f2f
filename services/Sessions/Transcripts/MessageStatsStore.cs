using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.Sessions.Transcripts;

/// <summary>Counts a conversation's messages.</summary>
internal sealed class MessageStatsStore(NpgsqlDataSource source)
{
    private const string Sql = """
        select count(*)::int, count(*) filter (where author_kind in (1, 2))::int,
            count(*) filter (where author_kind = 3)::int, count(*) filter (where author_kind = 4)::int,
            count(*) filter (where author_kind = 5)::int, min(created_at), max(created_at)
        from messages
        where tenant_id = $1 and conversation_id = $2 and type <> 6 and visibility = 1 and deleted_at is null
        """;

    public async Task<MessageStats> CountAsync(Guid tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = conversationId },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        await row.ReadAsync(cancellationToken);
        DateTime? first = row.IsDBNull(5) ? null : row.GetDateTime(5);
        DateTime? last = row.IsDBNull(6) ? null : row.GetDateTime(6);
        return new MessageStats
        {
            Total = row.GetInt32(0),
            ByCustomer = row.GetInt32(1),
            ByAgents = row.GetInt32(2),
            ByAi = row.GetInt32(3),
            BySystem = row.GetInt32(4),
            FirstAt = first,
            LastAt = last,
            DurationMs = first is { } begin && last is { } end ? (long)(end - begin).TotalMilliseconds : 0,
        };
    }
}
