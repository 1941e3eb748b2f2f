using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chat.Sessions.Data;

/// <summary>
/// Changes of a tenant that are made one at a time, because what one may do depends on what the others leave: how many
/// there are, who is above whom, who is the last.
/// </summary>
internal static class TenantTurn
{
    /// <summary>Begins a transaction that has its turn until it ends. The caller commits.</summary>
    public static async Task<IDbContextTransaction> BeginTurnAsync(
        this SessionsDbContext context,
        string kind,
        Guid tenantId,
        CancellationToken cancellationToken
    )
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var name = $"{kind} {tenantId}";
        await context.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({name}, 0))",
            cancellationToken
        );
        return transaction;
    }
}
