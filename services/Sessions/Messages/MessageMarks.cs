using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Labels;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Npgsql;

namespace Chat.Sessions.Messages;

/// <summary>What is known of messages beside themselves, for a page of them at once: one round trip.</summary>
internal sealed class MessageMarks(NpgsqlDataSource source, TenantSettings settings)
{
    // The AI's marks, where it has some, are the company's.
    private const string ReceiptsSql = """
        select conversation_id, kind in (1, 2), max(delivered), max(read) from conversation_receipts
        where tenant_id = $1 and conversation_id = any($2) group by 1, 2
        """;

    private const string LabelsSql = """
        select message_id, label from unnest($2::uuid[], $3::bigint[]) wanted (conversation, place)
        join message_labels on tenant_id = $1 and conversation_id = conversation and sequence = place
        """;

    /// <summary>The messages with how far they have come and, for the company, their labels.</summary>
    public async Task<List<StoredMessage>> AddAsync(
        Principal principal,
        IReadOnlyList<StoredMessage> messages,
        CancellationToken cancellationToken
    )
    {
        if (messages.Count == 0)
        {
            return [];
        }

        var live = await settings.GetAsync<LiveSettings>(principal.TenantId, cancellationToken);
        var withLabels = principal.Kind is PrincipalKind.Agent or PrincipalKind.SecretKey;
        await using var batch = Asking(principal.TenantId, messages, withLabels);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var marks = new Dictionary<(Guid Conversation, bool OfCustomer), DeliveryMarks>();
        while (await row.ReadAsync(cancellationToken))
        {
            marks.Add((row.GetGuid(0), row.GetBoolean(1)), new DeliveryMarks(row.GetInt64(2), row.GetInt64(3)));
        }

        var labels = new Dictionary<Guid, TrainingLabel>();
        if (await row.NextResultAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                labels.Add(row.GetGuid(0), (TrainingLabel)row.GetInt16(1));
            }
        }

        return [.. messages.Select(Marked)];

        StoredMessage Marked(StoredMessage message) =>
            message with
            {
                Delivery = DeliveryMarks.Of(
                    message,
                    marks.GetValueOrDefault((message.ConversationId, true)),
                    marks.GetValueOrDefault((message.ConversationId, false)),
                    live.ReadReceiptsEnabled
                ),
                Label = labels.TryGetValue(message.Id, out var label) ? label : null,
            };
    }

    /// <summary>The same of one message.</summary>
    public async Task<StoredMessage> AddAsync(
        Principal principal,
        StoredMessage message,
        CancellationToken cancellationToken
    ) => (await AddAsync(principal, [message], cancellationToken))[0];

    private NpgsqlBatch Asking(Guid tenantId, IReadOnlyList<StoredMessage> messages, bool withLabels)
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ReceiptsSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid[]>
                    {
                        TypedValue = [.. messages.Select(message => message.ConversationId).Distinct()],
                    },
                },
            }
        );
        if (withLabels)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(LabelsSql)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<Guid> { TypedValue = tenantId },
                        new NpgsqlParameter<Guid[]> { TypedValue = [.. messages.Select(m => m.ConversationId)] },
                        new NpgsqlParameter<long[]> { TypedValue = [.. messages.Select(m => m.Sequence)] },
                    },
                }
            );
        }

        return batch;
    }
}
