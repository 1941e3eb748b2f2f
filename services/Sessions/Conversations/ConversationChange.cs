using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Customers;
using Npgsql;

namespace Chat.Sessions.Conversations;

/// <summary>The one way to change a conversation beside adding a message.</summary>
/// <remarks>
/// <list type="number">
/// <item>Lock the row: from here on this is the only writer of the conversation's log.</item>
/// <item>Decide on what stands there; an error or "unchanged" ends the matter.</item>
/// <item>Write, in one round trip: what the caller adds, the row, the event as an entry of the log with its own sequence,
/// the bus event in the outbox. A reply that may go on no longer is cut off by a new fence.</item>
/// <item>Look who has it now and who the customer is, for whoever is answered with it.</item>
/// <item>Commit, then tell (<see cref="ConversationAnnouncer"/>).</item>
/// </list>
/// </remarks>
internal sealed class ConversationChange(NpgsqlDataSource source, ConversationAnnouncer announcer)
{
    /// <summary>Changes the status, by the table.</summary>
    public Task<Result<ChangedConversation>> MoveAsync(
        ConversationKey key,
        ConversationActor actor,
        ConversationMove move,
        CancellationToken cancellationToken
    ) =>
        ApplyAsync(
            key,
            actor,
            (locked, _) => Task.FromResult(ConversationMoves.Decide(locked.State, locked.Now, actor, move)),
            cancellationToken
        );

    /// <summary>Changes whatever the function decides; it may be called for one that ended or was archived.</summary>
    public async Task<Result<ChangedConversation>> ApplyAsync(
        ConversationKey key,
        ConversationActor actor,
        Func<LockedConversation, CancellationToken, Task<Result<ConversationUpdate>>> decide,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ConversationRow.LockAsync(transaction, key, actor.Guard, cancellationToken) is not { } row)
        {
            return new ConversationNotFound();
        }

        // Edits, reactions, ratings and calls for a person reach the company as messages do.
        if (row.IsBlocked && actor.Guard.Kind is not null)
        {
            return new CustomerBlocked();
        }

        var locked = new LockedConversation(key.TenantId, row.State, row.Now, transaction);
        var decided = await decide(locked, cancellationToken);
        if (!decided.IsSuccess)
        {
            return decided.Error;
        }

        return decided.Value.Event is null
            ? new ChangedConversation(
                await ConversationRow.ShowAsync(transaction, key, row.State, cancellationToken),
                Changed: false
            )
            : await WriteAsync(transaction, PreparedChange.Of(key.TenantId, row, decided.Value), cancellationToken);
    }

    private async Task<Result<ChangedConversation>> WriteAsync(
        NpgsqlTransaction transaction,
        PreparedChange change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
            ConversationRow.AddTo(batch, change);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception)
            when (exception
                    is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "conversations_exclusive" }
            )
        {
            return new LiveConversationExists();
        }

        var key = new ConversationKey(change.TenantId, change.Next.Id);
        var shown = await ConversationRow.ShowAsync(transaction, key, change.Next, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        announcer.Tell(change);
        return new ChangedConversation(shown, Changed: true);
    }
}
