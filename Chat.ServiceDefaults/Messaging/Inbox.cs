using Npgsql;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>
/// Remembers which events a consumer has handled, so that a repeated delivery does nothing. Consumers add to it in the
/// statement that handles an event (<c>insert ... on conflict do nothing</c>): when that is rolled back, so is the note.
/// </summary>
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
}
