using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Labels;
using Npgsql;

namespace Chat.Sessions.Messages;

/// <summary>What is known of messages beside themselves, for a page of them at once.</summary>
internal sealed class MessageMarks(NpgsqlDataSource source)
{
    private const string LabelsSql = """
        select message_id, label from unnest($2::uuid[], $3::bigint[]) wanted (conversation, place)
        join message_labels on tenant_id = $1 and conversation_id = conversation and sequence = place
        """;

    /// <summary>The messages with their marks, as the caller sees them: labels are the company's.</summary>
    public async Task<List<StoredMessage>> AddAsync(
        Principal principal,
        IReadOnlyList<StoredMessage> messages,
        CancellationToken cancellationToken
    )
    {
        if (messages.Count == 0 || principal.Kind is not (PrincipalKind.Agent or PrincipalKind.SecretKey))
        {
            return [.. messages];
        }

        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, principal.TenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(LabelsSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = principal.TenantId },
                    new NpgsqlParameter<Guid[]> { TypedValue = [.. messages.Select(m => m.ConversationId)] },
                    new NpgsqlParameter<long[]> { TypedValue = [.. messages.Select(m => m.Sequence)] },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var labels = new Dictionary<Guid, TrainingLabel>();
        while (await row.ReadAsync(cancellationToken))
        {
            labels.Add(row.GetGuid(0), (TrainingLabel)row.GetInt16(1));
        }

        return [.. messages.Select(m => labels.TryGetValue(m.Id, out var label) ? m with { Label = label } : m)];
    }
}
