using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.CannedResponses;

/// <summary>Reads canned responses; one round trip each.</summary>
internal sealed class CannedResponseStore(NpgsqlDataSource source)
{
    public const string Columns =
        "id, title, body, category, shortcut, position, active, version, created_at, updated_at, created_by";

    private const string PageSql = $"""
        select {Columns} from canned_responses
        where tenant_id = $1 and (position, id) > ($2, $3)
          and ($4::text is null or category = $4)
          and ($5::text is null or title ilike $5 or body ilike $5 or shortcut ilike $5)
          and ($6::text is null or lower(shortcut) = lower($6))
          and ($7::boolean is null or active = $7)
        order by position, id
        limit $8
        """;

    private const string ByIdSql = $"select {Columns} from canned_responses where tenant_id = $1 and id = $2";

    private const string CategoriesSql = """
        select category, count(*)::int from canned_responses where tenant_id = $1 and category <> ''
        group by category order by category
        """;

    /// <summary>In their order; one more than the limit tells whether there are more.</summary>
    public async Task<List<CannedResponse>> PageAsync(
        Guid tenantId,
        CannedResponseFilter filter,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(PageSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<int> { TypedValue = filter.After.Position },
                    new NpgsqlParameter<Guid> { TypedValue = filter.After.Id },
                    Text(filter.Category),
                    Text(string.IsNullOrEmpty(filter.Search) ? null : $"%{Escape(filter.Search)}%"),
                    Text(filter.Shortcut),
                    new NpgsqlParameter
                    {
                        Value = (object?)filter.Active ?? DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Boolean,
                    },
                    new NpgsqlParameter<int> { TypedValue = filter.Limit + 1 },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<CannedResponse>();
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(Read(row));
        }

        return page;
    }

    public async Task<CannedResponse?> FindAsync(Guid tenantId, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ByIdSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = id },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    /// <summary>The categories in use, in the order of the alphabet; bounded by the number of canned responses.</summary>
    public async Task<List<CannedCategory>> CategoriesAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(CategoriesSql)
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var categories = new List<CannedCategory>();
        while (await row.ReadAsync(cancellationToken))
        {
            categories.Add(new CannedCategory(row.GetString(0), row.GetInt32(1)));
        }

        return categories;
    }

    public static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static CannedResponse Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Text = new CannedText
            {
                Title = row.GetString(1),
                Body = row.GetString(2),
                Category = row.GetString(3),
                Shortcut = row.IsDBNull(4) ? null : row.GetString(4),
                Position = row.GetInt32(5),
                Active = row.GetBoolean(6),
            },
            Version = row.GetInt64(7),
            CreatedAt = row.GetDateTime(8),
            UpdatedAt = row.GetDateTime(9),
            CreatedBy = row.GetString(10),
        };

    // What the person typed is no pattern.
    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
