using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Webhooks.Dispatch;

/// <summary>
/// Writes what came of attempts: all of a group in one statement. The database's function <c>record_attempts</c> refuses
/// results under a claim that another instance has taken over meanwhile.
/// </summary>
internal sealed class AttemptStore(NpgsqlDataSource database, IOptions<CircuitOptions> circuit)
{
    private const string Sql =
        "select * from record_attempts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    public async Task<StoredAttempts> StoreAsync(
        IReadOnlyList<AttemptRecord> records,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(Sql);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter { Value = Column(records, r => r.Delivery.Id) });
        parameters.Add(new NpgsqlParameter { Value = Column(records, r => r.Delivery.Claim) });
        parameters.Add(new NpgsqlParameter { Value = Column(records, r => r.Delivery.Url) });
        parameters.Add(new NpgsqlParameter { Value = Column(records, r => (int)r.Outcome) });
        parameters.Add(new NpgsqlParameter { Value = Column(records, r => r.StartedAt) });
        parameters.Add(new NpgsqlParameter { Value = Column(records, r => (int)r.Duration.TotalMilliseconds) });
        parameters.Add(new NpgsqlParameter { Value = Column(records, r => r.Status) });
        parameters.Add(Texts(Column(records, r => r.Fault)));
        parameters.Add(Texts(Column(records, r => r.Excerpt)));
        parameters.Add(
            new NpgsqlParameter
            {
                Value = Column(records, r => r.RetryDelay),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Interval,
            }
        );
        AddCircuit(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new StoredAttempts(
            reader.GetInt32(0),
            reader.GetFieldValue<Guid[]>(1),
            reader.GetFieldValue<Guid[]>(2),
            reader.GetFieldValue<Guid[]>(3)
        );
    }

    private void AddCircuit(NpgsqlParameterCollection parameters)
    {
        var settings = circuit.Value;
        parameters.Add(new NpgsqlParameter<int> { TypedValue = settings.FailureThreshold });
        parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = settings.Pause });
        parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = settings.MaxPause });
        parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = settings.DisableAfter });
    }

    private static NpgsqlParameter Texts(string?[] values) =>
        new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static T[] Column<T>(IReadOnlyList<AttemptRecord> records, Func<AttemptRecord, T> value)
    {
        var column = new T[records.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(records[i]);
        }

        return column;
    }
}
