using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chat.Sessions.Keys;

/// <summary>
/// How many keys of a tenant hold at the same time. Each request with a key looks it up by an index; the bound only keeps
/// lists and mistakes small. Keys that ended do not count, or a tenant that rotates often would lock itself out.
/// </summary>
internal static class KeyLimit
{
    public const int MaxKeys = 1000;

    /// <summary>Begins a transaction in which a key is added: one at a time of a tenant, or together they pass the bound.</summary>
    public static Task<IDbContextTransaction> BeginTurnAsync(
        SessionsDbContext context,
        Guid tenantId,
        CancellationToken cancellationToken
    ) => context.BeginTurnAsync("keys", tenantId, cancellationToken);

    /// <summary>The refusal when there is room for no more; else null.</summary>
    public static async Task<TooManyKeys?> ReachedAsync(
        SessionsDbContext context,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var valid = await context.Keys.CountAsync(
            key => key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now),
            cancellationToken
        );
        return valid >= MaxKeys ? new TooManyKeys(MaxKeys) : null;
    }
}
