using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Npgsql;

namespace Chat.Sessions.BusinessHours;

/// <summary>Whether a customer has a conversation that its next message would go on in.</summary>
internal sealed class LiveConversations(NpgsqlDataSource source)
{
    // The same that append_message looks for with target 3.
    private const string Sql = """
        select from conversations
        where tenant_id = $1 and owner_kind = $2 and owner_id = $3 and exclusive and status in (1, 3, 4, 5)
        limit 1
        """;

    public async Task<bool> AnyAsync(Guid tenantId, Author owner, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<short> { TypedValue = (short)owner.Kind },
                    new NpgsqlParameter<string> { TypedValue = owner.Id },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken);
    }
}
