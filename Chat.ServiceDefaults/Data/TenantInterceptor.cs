using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chat.ServiceDefaults.Data;

/// <summary>Makes EF Core work for <see cref="TenantScope.Current"/>.</summary>
/// <remarks>
/// 1. A transaction is told its tenant when it begins. 2. A query outside a transaction carries the setting in front,
/// in the same implicit transaction and round trip; <c>do</c> is used because it gives no result that EF would take
/// for its own. 3. Saving always opens a transaction, because EF counts the statements of its own batches.
/// </remarks>
internal sealed class TenantInterceptor : DbCommandInterceptor, IDbTransactionInterceptor, ISaveChangesInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Prefix(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Prefix(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        Prefix(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Prefix(command);
        return ValueTask.FromResult(result);
    }

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        if (TenantScope.Current is { } tenantId)
        {
            var command = connection.CreateCommand();
            await using (command)
            {
                command.Transaction = result;
                command.CommandText = Setting(tenantId);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (TenantScope.Current is not null && eventData.Context is { } context)
        {
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        }

        return ValueTask.FromResult(result);
    }

    private static void Prefix(DbCommand command)
    {
        if (command.Transaction is null && TenantScope.Current is { } tenantId)
        {
            command.CommandText = Setting(tenantId) + command.CommandText;
        }
    }

    // A UUID's text needs no quoting.
    private static string Setting(Guid tenantId) =>
        $"do $chat$ begin perform set_config('chat.tenant', '{tenantId:D}', true); end $chat$;\n";
}
