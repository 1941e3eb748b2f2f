using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Outbox;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>
/// Changes to customers of one tenant that happen together, with their events, or not at all. Rows are locked in the order
/// of their ids.
/// </summary>
internal sealed class CustomerTransaction : IAsyncDisposable
{
    private const string LockSql = $"""
        select {CustomerColumns.Selected} from customers c
        where c.tenant_id = $1 and c.id in (
            select $2::uuid union all select m.into_id from merged_customers m where m.tenant_id = $1 and m.id = $2)
        for update of c
        """;

    private const string LockKnownAsSql = $"""
        select {CustomerColumns.Selected} from customers c
        where c.tenant_id = $1 and (c.external_id = $2 or c.email_key = $3) order by c.id for update of c
        """;

    private const string InsertSql = $"""
        insert into customers ({CustomerColumns.Written}, idempotency_key) values ({CustomerColumns.Places}, $22)
        on conflict do nothing
        """;

    private const string UpdateSql =
        $"update customers set ({CustomerColumns.Written}) = ({CustomerColumns.Places}) where tenant_id = $1 and id = $2";

    private const string OutboxSql =
        "insert into outbox (id, tenant_id, type, payload, trace_parent) values ($1, $2, $3, $4, $5)";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private CustomerTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid tenantId) =>
        (this.connection, this.transaction, TenantId) = (connection, transaction, tenantId);

    public Guid TenantId { get; }

    public static async Task<CustomerTransaction> BeginAsync(
        NpgsqlDataSource source,
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var opened = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var begun = await opened.BeginTransactionAsync(cancellationToken);
            await TenantScope.ApplyAsync(begun, tenantId, cancellationToken);
            return new CustomerTransaction(opened, begun, tenantId);
        }
        catch (Exception)
        {
            // Whatever it is: nobody else would give the connection back.
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>The customer with this id, or the one it was merged into.</summary>
    public async Task<Customer?> LockAsync(Guid id, CancellationToken cancellationToken) =>
        // One that was merged into another while this waited for it is seen by the next look only.
        await TryLockAsync(id, cancellationToken) ?? await TryLockAsync(id, cancellationToken);

    private async Task<Customer?> TryLockAsync(Guid id, CancellationToken cancellationToken) =>
        (
            await QueryAsync(
                LockSql,
                [new NpgsqlParameter<Guid> { TypedValue = id }],
                CustomerColumns.Read,
                cancellationToken
            )
        ).SingleOrDefault();

    /// <summary>The customers with this external id or email: none, one or two.</summary>
    public Task<List<Customer>> LockKnownAsAsync(
        string? externalId,
        string? email,
        CancellationToken cancellationToken
    ) =>
        QueryAsync(
            LockKnownAsSql,
            [CustomerColumns.Text(externalId), CustomerColumns.Text(CustomerProfile.KeyOf(email))],
            CustomerColumns.Read,
            cancellationToken
        );

    /// <summary>False: there is one with this email, external id or idempotency key.</summary>
    public async Task<bool> TryInsertAsync(
        Customer customer,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(InsertSql, connection, transaction);
        CustomerColumns.Add(command.Parameters, TenantId, customer);
        command.Parameters.Add(CustomerColumns.Text(idempotencyKey));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Of a customer that was locked. A unique violation when its email or external id is another's.</summary>
    public async Task UpdateAsync(Customer customer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(UpdateSql, connection, transaction);
        CustomerColumns.Add(command.Parameters, TenantId, customer);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a statement whose $1 is the tenant; answers how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a query whose $1 is the tenant.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(sql, parameters);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        List<T> found = [];
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(read(row));
        }

        return found;
    }

    public async Task TellAsync(OutboxRow told, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(OutboxSql, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = told.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = told.TenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = told.Type });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = told.Payload });
        command.Parameters.Add(CustomerColumns.Text(told.TraceParent));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    /// <summary>What was not committed is undone.</summary>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, IReadOnlyList<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = TenantId });
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
