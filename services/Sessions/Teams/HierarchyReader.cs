using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Npgsql;

namespace Chat.Sessions.Teams;

/// <summary>Who stands below an agent; one round trip.</summary>
internal sealed class HierarchyReader(NpgsqlDataSource source)
{
    /// <summary>Most of one answer, and its depth: a hierarchy has 100 levels at most.</summary>
    public const int MaxSubordinates = 1_000;

    // The first row is the agent itself, so that an agent without reports is told from none. Nearest first, by name.
    private const string TreeSql = $"""
        with recursive tree as (
            select a.id, -1 as depth from agents a where a.tenant_id = $1 and a.id = $2 and a.deleted_at is null
            union all
            select a.id, t.depth + 1
            from tree t join agents a on a.tenant_id = $1 and a.parent_id = t.id and a.deleted_at is null
            where t.depth < $3
        )
        select {AgentDirectory.Columns}, t.depth
        from tree t join agents a on a.tenant_id = $1 and a.id = t.id
        order by t.depth, a.name, a.id limit $4
        """;

    /// <summary>Those who report to the agent, and, down to a depth, those who report to them.</summary>
    /// <param name="depth">0: direct reports alone.</param>
    public async Task<Result<List<Subordinate>>> ReadAsync(
        Principal principal,
        Guid agentId,
        int depth,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayRead(principal))
        {
            return new AgentsForbidden();
        }

        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, principal.TenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(TreeSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = principal.TenantId },
                    new NpgsqlParameter<Guid> { TypedValue = agentId },
                    new NpgsqlParameter<int> { TypedValue = depth },
                    new NpgsqlParameter<int> { TypedValue = MaxSubordinates + 2 },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return new AgentNotFound();
        }

        var below = new List<Subordinate>();
        while (await row.ReadAsync(cancellationToken))
        {
            below.Add(new Subordinate(AgentDirectory.Read(row), row.GetInt32(row.FieldCount - 1)));
        }

        return below;
    }
}
