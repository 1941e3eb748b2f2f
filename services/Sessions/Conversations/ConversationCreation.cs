using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Customers;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Conversations;

/// <summary>Begins conversations that have no message yet, each with its event, in one transaction.</summary>
internal sealed class ConversationCreation(NpgsqlDataSource source, IOutboxSignal outbox)
{
    // Another round only when the live one ended between two statements.
    private const int MaxRounds = 3;

    private const string InsertSql = $"""
        insert into conversations (
            tenant_id, id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence, created_at,
            updated_at, exclusive, idempotency, priority, channel, subject, tags, metadata, user_category, team_id,
            department, owner_blocked)
        values (
            $1, $2, $3, $4, $5, $6, 1, 1, floor(extract(epoch from now())), 0, now(), now(), $7, $8, $9, $10, $11, $12,
            $13::jsonb, $14, $15, $16, $17)
        on conflict do nothing
        returning {ConversationStateReader.ColumnsWithCards}
        """;

    // The order says which wins: the caller's own repetition, the same external id, the owner's live one. Theirs is what
    // they may read and write, whichever of the customer's identities began it.
    private const string FindSql = $"""
        select {ConversationStateReader.ColumnsWithCards},
            (owner_kind = $5 and owner_id = $6) or is_same_customer(tenant_id, $5, $6, owner_kind, owner_id)
        from conversations
        where tenant_id = $1
          and (idempotency = $2 or external_id = $3
               or ($4 and exclusive and status in (1, 3, 4, 5) and owner_kind = $5 and owner_id = $6))
        order by idempotency = $2 desc nulls last, external_id = $3 desc nulls last
        limit 1
        """;

    // Who is being linked or blocked now either waits for this conversation, or is seen to be blocked. Two statements: the
    // second sees what the first has waited for.
    private static readonly string[] BlockedSql =
    [
        "select lock_sender($1, $2, $3)",
        "select blocked from customer_identities where tenant_id = $1 and kind = $2 and subject = $3 for share",
    ];

    private const string OutboxSql =
        "insert into outbox (id, tenant_id, type, payload, trace_parent) values ($1, $2, $3, $4, $5)";

    public async Task<Result<CreatedConversation>> CreateAsync(
        NewConversation conversation,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        for (var round = 0; round < MaxRounds; round++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await TenantScope.ApplyAsync(transaction, conversation.TenantId, cancellationToken);
            var isBlocked = await IsBlockedAsync(transaction, conversation, cancellationToken);
            if (isBlocked && conversation.ByOwner)
            {
                return new CustomerBlocked();
            }

            if (await InsertAsync(transaction, conversation, isBlocked, cancellationToken) is { } made)
            {
                // Events have no cards.
                await TellAsync(transaction, conversation.TenantId, made with { Customer = null }, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                outbox.Notify();
                return new CreatedConversation(made, Created: true);
            }

            if (await FindAsync(transaction, conversation, cancellationToken) is var (found, isTheirs))
            {
                return isTheirs ? new CreatedConversation(found, Created: false)
                    : conversation.ExternalId is not null && conversation.ExternalId == found.ExternalId
                        ? new ExternalIdTaken()
                    : new IdempotencyKeyReused();
            }
        }

        return new ConversationBusy();
    }

    private static async Task<bool> IsBlockedAsync(
        NpgsqlTransaction transaction,
        NewConversation conversation,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var sql in BlockedSql)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(sql)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<Guid> { TypedValue = conversation.TenantId },
                        Of((short)conversation.Owner.Kind, NpgsqlDbType.Smallint),
                        Of(conversation.Owner.Id, NpgsqlDbType.Text),
                    },
                }
            );
        }

        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await row.NextResultAsync(cancellationToken)
            && await row.ReadAsync(cancellationToken)
            && row.GetBoolean(0);
    }

    private static async Task<ConversationState?> InsertAsync(
        NpgsqlTransaction transaction,
        NewConversation conversation,
        bool isBlocked,
        CancellationToken cancellationToken
    )
    {
        var empty = Empty(conversation);
        var said = conversation.Details.On(empty);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(InsertSql)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<Guid> { TypedValue = conversation.TenantId },
                        new NpgsqlParameter<Guid> { TypedValue = said.Id },
                        Of(said.ExternalId, NpgsqlDbType.Text),
                        Of((short)said.Owner.Kind, NpgsqlDbType.Smallint),
                        Of(said.Owner.Id, NpgsqlDbType.Text),
                        Of(said.Owner.DisplayName, NpgsqlDbType.Text),
                        Of(conversation.Exclusive, NpgsqlDbType.Boolean),
                        Of(conversation.Idempotency, NpgsqlDbType.Bytea),
                        Of((short)said.Priority, NpgsqlDbType.Smallint),
                        Of(said.Channel, NpgsqlDbType.Text),
                        Of(said.Subject, NpgsqlDbType.Text),
                        Of(said.Tags.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
                        Of(said.Metadata, NpgsqlDbType.Text),
                        Of(said.UserCategory, NpgsqlDbType.Text),
                        Of(said.TeamId, NpgsqlDbType.Uuid),
                        Of(said.Department, NpgsqlDbType.Text),
                        Of(isBlocked, NpgsqlDbType.Boolean),
                    },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? ConversationStateReader.ReadWithCards(row) : null;
    }

    private static async Task TellAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        ConversationState made,
        CancellationToken cancellationToken
    )
    {
        var told = ConversationBusEvents.Started(tenantId, made);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var command in TagIndex.Writing(tenantId, made with { Tags = [] }, made))
        {
            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(OutboxSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = told.Id },
                    new NpgsqlParameter<Guid> { TypedValue = told.TenantId },
                    Of(told.Type, NpgsqlDbType.Text),
                    Of(told.Payload, NpgsqlDbType.Bytea),
                    Of(told.TraceParent, NpgsqlDbType.Text),
                },
            }
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<(ConversationState Found, bool IsTheirs)?> FindAsync(
        NpgsqlTransaction transaction,
        NewConversation conversation,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = conversation.TenantId },
                Of(conversation.Idempotency, NpgsqlDbType.Bytea),
                Of(conversation.ExternalId, NpgsqlDbType.Text),
                Of(conversation.Exclusive, NpgsqlDbType.Boolean),
                Of((short)conversation.Owner.Kind, NpgsqlDbType.Smallint),
                Of(conversation.Owner.Id, NpgsqlDbType.Text),
            },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (ConversationStateReader.ReadWithCards(row), row.GetBoolean(ConversationStateReader.CountWithCards))
            : null;
    }

    // What the database says of a new one comes back with it; here only what details are laid upon matters.
    private static ConversationState Empty(NewConversation conversation) =>
        new()
        {
            Id = Ids.New(),
            ExternalId = conversation.ExternalId,
            Owner = conversation.Owner,
            Mode = ConversationMode.Ai,
            Status = ConversationStatus.Open,
            Epoch = 0,
            LastSequence = 0,
            CreatedAt = default,
            UpdatedAt = default,
            Revision = 0,
            Priority = ConversationPriority.Low,
            Channel = "web",
            Tags = [],
            MessageCount = 0,
            UnreadByAgents = 0,
            UnreadByCustomer = 0,
        };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
