using System.Text;
using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>Reads customers; one round trip each.</summary>
internal sealed class CustomerStore(NpgsqlDataSource source)
{
    private const string Select = $"select {CustomerColumns.Selected} from customers c where c.tenant_id = $1";

    // Behind every text that begins like the one before it, in the order of bytes.
    private const string Last = "\U0010FFFF";

    /// <summary>The customer with this id, or the one it was merged into.</summary>
    public Task<Customer?> FindAsync(Guid tenantId, Guid id, CancellationToken cancellationToken) =>
        FindAsync(
            tenantId,
            """
             and c.id in (
                select $2::uuid union all select m.into_id from merged_customers m where m.tenant_id = $1 and m.id = $2)
            """,
            new NpgsqlParameter<Guid> { TypedValue = id },
            cancellationToken
        );

    public Task<Customer?> FindByEmailAsync(Guid tenantId, string email, CancellationToken cancellationToken) =>
        FindAsync(
            tenantId,
            " and c.email_key = $2",
            CustomerColumns.Text(CustomerProfile.KeyOf(email)),
            cancellationToken
        );

    public Task<Customer?> FindByIdempotencyKeyAsync(
        Guid tenantId,
        string idempotencyKey,
        CancellationToken cancellationToken
    ) => FindAsync(tenantId, " and c.idempotency_key = $2", CustomerColumns.Text(idempotencyKey), cancellationToken);

    /// <summary>Customers older than one, newest first.</summary>
    public async Task<List<Customer>> PageAsync(
        Guid tenantId,
        CustomerFilter filter,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(PageCommand(tenantId, filter, olderThan, limit));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<Customer>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(CustomerColumns.Read(row));
        }

        return page;
    }

    // Only the conditions that are wanted: each gets the plan that suits it. Ids grow with time, so this is newest first.
    private static NpgsqlBatchCommand PageCommand(Guid tenantId, CustomerFilter filter, Guid? olderThan, int limit)
    {
        var sql = new StringBuilder(Select).Append(" and c.id < $2");
        var command = new NpgsqlBatchCommand();
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet });
        if (filter.Status is { } status)
        {
            sql.Append($" and c.status = {Place(new NpgsqlParameter<short> { TypedValue = (short)status })}");
        }

        if (filter.Company is { } company)
        {
            sql.Append($" and c.company_key = {Place(CustomerColumns.Text(CustomerProfile.KeyOf(company)))}");
        }

        if (filter.Tag is { } tag)
        {
            sql.Append($" and {Place(CustomerColumns.Text(tag))} = any(c.tags)");
        }

        if (CustomerProfile.KeyOf(filter.Prefix) is { } prefix)
        {
            var first = Place(CustomerColumns.Text(prefix));
            var last = Place(CustomerColumns.Text(prefix + Last));
            sql.Append($" and (c.name_key >= {first} and c.name_key < {last}")
                .Append($" or c.email_key >= {first} and c.email_key < {last}")
                .Append($" or c.company_key >= {first} and c.company_key < {last})");
        }

        sql.Append($" order by c.id desc limit {Place(new NpgsqlParameter<int> { TypedValue = limit })}");
        command.CommandText = sql.ToString();
        return command;

        string Place(NpgsqlParameter parameter)
        {
            command.Parameters.Add(parameter);
            return $"${command.Parameters.Count}";
        }
    }

    private async Task<Customer?> FindAsync(
        Guid tenantId,
        string condition,
        NpgsqlParameter value,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Select + condition)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    value,
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? CustomerColumns.Read(row) : null;
    }
}
