using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Npgsql;

namespace Chat.Sessions.Teams;

/// <summary>Whether there is a team that a conversation is to be for.</summary>
internal sealed class KnownTeams(NpgsqlDataSource source)
{
    private const string FindSql = "select 1 from teams where tenant_id = $1 and id = $2";

    /// <summary>What is wrong with it; null: nothing, or none is named.</summary>
    public async ValueTask<Invalid?> CheckAsync(Guid tenantId, Guid? teamId, CancellationToken cancellationToken)
    {
        if (teamId is not { } id)
        {
            return null;
        }

        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(FindSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = id },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? null
            : Invalid.Field("/teamId", "not_found", "There is no such team.");
    }
}
