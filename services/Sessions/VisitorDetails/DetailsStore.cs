using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Chat.Sessions.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.VisitorDetails;

/// <summary>Writes and reads what was seen (Data/Sql/see_visitors.sql); one round trip each.</summary>
internal sealed class DetailsStore(NpgsqlDataSource source)
{
    private const string PutSql = """
        select see_visitors($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private const string FindSql = """
        select ip, browser, os, page, page_title, referrer, language, country, region, city, seen_at
        from visitor_details where tenant_id = $1 and kind = $2 and subject = $3
        """;

    // Each further one needs another transaction that meets this one at the same rows.
    private const int MaxTries = 3;

    /// <summary>
    /// Notes visitors of any tenants, of each the last time; in an order that no other batch contradicts. Who changes a
    /// customer has another one: of two that wait for each other the database ends one, and this one begins again.
    /// </summary>
    public async Task PutAsync(IReadOnlyCollection<SeenVisitor> seen, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await TryPutAsync(seen, cancellationToken);
                return;
            }
            catch (PostgresException exception) when (tries < MaxTries && Deadlock.Ended(exception))
            {
                // Nothing of this one is there: the statement is a transaction.
                await Deadlock.PauseAsync(tries, cancellationToken);
            }
        }
    }

    private async Task TryPutAsync(IReadOnlyCollection<SeenVisitor> seen, CancellationToken cancellationToken)
    {
        var rows = seen.GroupBy(row => (row.TenantId, row.Kind, row.Subject))
            .Select(same => same.MaxBy(row => row.SeenAt)!)
            .OrderBy(row => row.TenantId)
            .ThenBy(row => row.Kind)
            .ThenBy(row => row.Subject, StringComparer.Ordinal)
            .ToArray();
        await using var command = source.CreateCommand(PutSql);
        Add(command, NpgsqlDbType.Uuid, rows.Select(row => row.TenantId).ToArray());
        Add(command, NpgsqlDbType.Smallint, rows.Select(row => (short)row.Kind).ToArray());
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Subject).ToArray());
        Add(command, NpgsqlDbType.Boolean, rows.Select(row => row.Details is not null).ToArray());
        foreach (var field in Fields)
        {
            Add(command, NpgsqlDbType.Text, rows.Select(row => row.Details is { } kept ? field(kept) : null).ToArray());
        }

        Add(command, NpgsqlDbType.TimestampTz, rows.Select(row => row.SeenAt).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What is known of a visitor or user; null when nothing is kept.</summary>
    public async Task<SeenVisitor?> FindAsync(
        Guid tenantId,
        AuthorKind kind,
        string subject,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(FindSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<short> { TypedValue = (short)kind },
                    new NpgsqlParameter<string> { TypedValue = subject },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new SeenVisitor
            {
                TenantId = tenantId,
                Kind = kind,
                Subject = subject,
                SeenAt = row.GetDateTime(10),
                Details = Read(row),
            }
            : null;
    }

    /// <summary>Forgets the oldest of all tenants' that were not seen since; answers how many.</summary>
    public async Task<int> ForgetAsync(DateTime before, int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select forget_visitor_details($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = before });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // In the order of see_visitors' parameters.
    private static readonly Func<BrowserDetails, string?>[] Fields =
    [
        details => details.Ip,
        details => details.Browser,
        details => details.Os,
        details => details.Page,
        details => details.PageTitle,
        details => details.Referrer,
        details => details.Language,
        details => details.Country,
        details => details.Region,
        details => details.City,
    ];

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object values) =>
        command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });

    private static BrowserDetails Read(NpgsqlDataReader row) =>
        new()
        {
            Ip = Text(row, 0),
            Browser = Text(row, 1),
            Os = Text(row, 2),
            Page = Text(row, 3),
            PageTitle = Text(row, 4),
            Referrer = Text(row, 5),
            Language = Text(row, 6),
            Country = Text(row, 7),
            Region = Text(row, 8),
            City = Text(row, 9),
        };

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
