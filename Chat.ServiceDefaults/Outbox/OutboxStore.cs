using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>
/// The relay's connection: holds the lock that makes it the only relay of the database for as long as it is open.
/// </summary>
internal sealed class OutboxStore(NpgsqlConnection connection) : IAsyncDisposable
{
    // "chat outb" as a number.
    private const long LockKey = 0x6368_6174_6f75_7462;
    private const int CountLimit = 10_000;

    public static async Task<OutboxStore> OpenAsync(ServiceDataSources sources, CancellationToken cancellationToken)
    {
        var connection = await sources.OpenSessionAsync(cancellationToken);
        try
        {
            // All it commits are deletes of what was published: one that is lost publishes events again, which consumers
            // know. So they need not wait for the disk.
            await using var command = new NpgsqlCommand("set synchronous_commit = off", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new OutboxStore(connection);
        }
        catch (Exception)
        {
            // Whatever it is: nobody else would give the connection back.
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<bool> TryLockAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({LockKey})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async Task<List<StoredEvent>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select position, id, tenant_id, type, payload, trace_parent from outbox order by position limit $1",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new OutboxRow(
                reader.GetGuid(1),
                reader.GetGuid(2),
                reader.GetString(3),
                reader.GetFieldValue<byte[]>(4),
                reader.IsDBNull(5) ? null : reader.GetString(5)
            );
            events.Add(new StoredEvent(reader.GetInt64(0), row));
        }

        return events;
    }

    public async Task DeleteAsync(long[] positions, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from outbox where position = any($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = positions });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What waits. Counts no further than 10,000, so that it stays cheap when the bus has been away for hours.</summary>
    public async Task<OutboxBacklog> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select (select count(*) from (select from outbox order by position limit {CountLimit}) as waiting),
                coalesce((select clock_timestamp() - created_at from outbox order by position limit 1), interval '0')
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new OutboxBacklog(reader.GetInt64(0), reader.GetTimeSpan(1));
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
