using Chat.ServiceDefaults.Data;
using Chat.Sessions.Assignments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;

namespace Chat.Sessions.AgentQueue;

/// <summary>Lets conversations wait again, in front, whose agent has been offline for the tenant's grace time.</summary>
internal sealed class VanishedAgents(
    NpgsqlDataSource source,
    Queueing queueing,
    QueueSteps steps,
    TenantSettings settings,
    ILogger<VanishedAgents> logger
)
{
    /// <summary>In one round; the sweep comes back for the rest.</summary>
    private const int MaxConversations = 500;

    // What it took while it was offline counts from then; who may not work has no time left.
    private const string DueSql = """
        select c.id, c.assigned_agent_id
        from vanished_agents v
            join conversations c
                on c.tenant_id = v.tenant_id and c.assigned_agent_id = v.agent_id and c.status in (4, 5)
        where v.tenant_id = $1 and v.since <= clock_timestamp() - make_interval(secs => $2)
          and (v.since = '-infinity' or c.assigned_at <= clock_timestamp() - make_interval(secs => $2))
        order by c.assigned_at limit $3
        """;

    public async Task RequeueAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var routing = await settings.GetAsync<RoutingSettings>(tenantId, cancellationToken);
        var due = await DueAsync(tenantId, routing.VanishedAgentGraceSeconds, cancellationToken);
        foreach (var ofAgent in due.GroupBy(row => row.AgentId))
        {
            var count = 0;
            foreach (var (conversationId, agentId) in ofAgent)
            {
                count += await RequeueAsync(tenantId, conversationId, agentId, cancellationToken) ? 1 : 0;
            }

            RoutingLog.Requeued(logger, ofAgent.Key, count);
        }
    }

    private async Task<bool> RequeueAsync(
        Guid tenantId,
        Guid conversationId,
        Guid agentId,
        CancellationToken cancellationToken
    )
    {
        var request = new QueueConversation
        {
            Key = new ConversationKey(tenantId, conversationId),
            Actor = ConversationActor.System,
            Reason = AssignmentReasons.AgentVanished,
            Unless = state =>
                AssignmentAccess.IsHeld(state) && state.AssignedAgentId == agentId ? null : new NotWithAgent(),
            Front = true,
        };
        var requeued = await steps.TryAsync(
            request.Key,
            () => queueing.QueueAsync(request, cancellationToken),
            cancellationToken
        );
        if (requeued is { IsSuccess: false } refused)
        {
            RoutingLog.NotQueued(logger, conversationId, refused.Error.Code);
        }

        return requeued is { IsSuccess: true };
    }

    private async Task<List<(Guid ConversationId, Guid AgentId)>> DueAsync(
        Guid tenantId,
        int graceSeconds,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(DueSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<int> { TypedValue = graceSeconds },
                    new NpgsqlParameter<int> { TypedValue = MaxConversations },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var due = new List<(Guid, Guid)>();
        while (await row.ReadAsync(cancellationToken))
        {
            due.Add((row.GetGuid(0), row.GetGuid(1)));
        }

        return due;
    }
}
