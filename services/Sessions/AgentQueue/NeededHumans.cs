using Chat.ServiceDefaults.Data;
using Chat.Sessions.Assignments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Npgsql;

namespace Chat.Sessions.AgentQueue;

/// <summary>Queues conversations in which the AI was kept from answering: the message's own transaction marked them.</summary>
internal sealed class NeededHumans(
    NpgsqlDataSource source,
    Queueing queueing,
    QueueSteps steps,
    ILogger<NeededHumans> logger
)
{
    /// <summary>In one round; the sweep comes back for the rest.</summary>
    private const int MaxConversations = 500;

    // Those an agent has, or that ended meanwhile, need nothing more.
    private const string ForgetSql = """
        update conversations set needs_human_at = null
        where tenant_id = $1 and needs_human_at is not null and status <> 1
        """;

    private const string NeedingSql = """
        select id from conversations
        where tenant_id = $1 and needs_human_at is not null and status = 1
        order by needs_human_at limit $2
        """;

    public async Task QueueAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        foreach (var conversationId in await NeedingAsync(tenantId, cancellationToken))
        {
            var request = new QueueConversation
            {
                Key = new ConversationKey(tenantId, conversationId),
                Actor = ConversationActor.System,
                Reason = AssignmentReasons.HumansFirst,
                KeepsAgent = true,
            };
            var queued = await steps.TryAsync(
                request.Key,
                () => queueing.QueueAsync(request, cancellationToken),
                cancellationToken
            );
            if (queued is { IsSuccess: false } refused)
            {
                RoutingLog.NotQueued(logger, conversationId, refused.Error.Code);
            }
        }
    }

    private async Task<List<Guid>> NeedingAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(NeedingSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<int> { TypedValue = MaxConversations },
                },
            }
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ForgetSql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } } }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var needing = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
        {
            needing.Add(row.GetGuid(0));
        }

        return needing;
    }
}
