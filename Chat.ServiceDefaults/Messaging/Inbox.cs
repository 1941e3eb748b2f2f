using Npgsql;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Remembers which events a consumer has handled, so that a repeated delivery does nothing.</summary>
public static class Inbox
{
    /// <summary>Creates the table <c>inbox</c>; for a migration.</summary>
    public const string Ddl = """
        create table inbox (
            consumer text not null,
            event_id uuid not null,
            handled_at timestamptz not null default now(),
            primary key (consumer, event_id)
        );
        create index inbox_handled_at on inbox (handled_at);
        """;

    /// <summary>
    /// Notes an event as handled, in the transaction that handles it: when that is rolled back, so is the note.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="consumer">Stable name of the consumer.</param>
    /// <param name="eventId">The event's id.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>False when the event was handled before: do nothing then.</returns>
    public static Task<bool> TryAddAsync(
        NpgsqlTransaction transaction,
        string consumer,
        Guid eventId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return TryAddAsync(transaction.Connection!, transaction, consumer, eventId, cancellationToken);
    }

    /// <summary>Notes an event as handled, outside of a transaction or in the connection's present one.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="consumer">Stable name of the consumer.</param>
    /// <param name="eventId">The event's id.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>False when the event was handled before: do nothing then.</returns>
    public static Task<bool> TryAddAsync(
        NpgsqlConnection connection,
        string consumer,
        Guid eventId,
        CancellationToken cancellationToken
    ) => TryAddAsync(connection, transaction: null, consumer, eventId, cancellationToken);

    /// <summary>Forgets events that were handled before a time; the broker does not repeat them any more.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="before">The time.</param>
    /// <param name="limit">Rows deleted at most.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>Rows deleted.</returns>
    public static async Task<int> SweepAsync(
        NpgsqlConnection connection,
        DateTimeOffset before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            delete from inbox where ctid = any(array(
                select ctid from inbox where handled_at < $1 order by handled_at limit $2))
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = before.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> TryAddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string consumer,
        Guid eventId,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing",
            connection,
            transaction
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = eventId });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
