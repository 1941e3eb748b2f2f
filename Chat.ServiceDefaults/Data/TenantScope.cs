using Npgsql;
using NpgsqlTypes;

namespace Chat.ServiceDefaults.Data;

/// <summary>
/// Tells Postgres which tenant a transaction works for. Policies compare rows with it:
/// <c>using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid)</c>.
/// </summary>
/// <remarks>
/// The setting always ends with the transaction, so a pooled connection never carries one tenant to the next user.
/// Raw SQL names the tenant explicitly (<see cref="AddTo"/>, <see cref="ApplyAsync"/>); EF Core uses
/// <see cref="Current"/>, which the middleware sets to the caller's tenant and <see cref="Enter"/> changes.
/// </remarks>
public static class TenantScope
{
    /// <summary>The statement; its one parameter is the tenant's id as text.</summary>
    public const string Sql = "select set_config('chat.tenant', $1, true)";

    private static readonly AsyncLocal<Guid?> Ambient = new();

    /// <summary>Tenant that EF Core works for here; null for none, which sees no tenant's rows.</summary>
    public static Guid? Current => Ambient.Value;

    /// <summary>Changes <see cref="Current"/> until the result is disposed of.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <returns>Restores the tenant before.</returns>
    public static IDisposable Enter(Guid tenantId)
    {
        var before = Ambient.Value;
        Ambient.Value = tenantId;
        return new Restore(before);
    }

    /// <summary>
    /// Adds the statement to a batch; add it first. A batch is one transaction when it is executed outside of one.
    /// The statement gives a result of its own: the reader's first result is its one row.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="tenantId">The tenant.</param>
    public static void AddTo(NpgsqlBatch batch, Guid tenantId)
    {
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(Parameter(tenantId));
        batch.BatchCommands.Add(command);
    }

    /// <summary>Executes a batch that begins with <see cref="AddTo"/> and stands on the result behind it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="cancellationToken">Cancels the batch.</param>
    /// <returns>A reader on the first result of the caller's own statements.</returns>
    public static async Task<NpgsqlDataReader> ExecuteReaderAsync(
        NpgsqlBatch batch,
        CancellationToken cancellationToken
    )
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            await reader.NextResultAsync(cancellationToken);
            return reader;
        }
        catch (Exception)
        {
            // The caller never sees the reader: nobody else would give its connection back.
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets the tenant of a transaction that has begun. One round trip.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>A task.</returns>
    public static async Task ApplyAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        command.Parameters.Add(Parameter(tenantId));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static void SetAmbient(Guid tenantId) => Ambient.Value = tenantId;

    private static NpgsqlParameter<string> Parameter(Guid tenantId) =>
        new() { TypedValue = tenantId.ToString(), NpgsqlDbType = NpgsqlDbType.Text };

    private sealed class Restore(Guid? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}
