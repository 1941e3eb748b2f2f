using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Keys;

/// <summary>The tenant's keys, newest first, revoked ones included.</summary>
internal sealed class ListKeysHandler(SessionsDbContext context)
{
    /// <summary>Keys older than one; one more than asked for tells whether there are more.</summary>
    public async Task<IReadOnlyList<ApiKey>> HandleAsync(
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var keys = context.Keys.AsNoTracking();
        if (olderThan is { } cursor)
        {
            keys = keys.Where(key => key.Id < cursor);
        }

        return await keys.OrderByDescending(key => key.Id).Take(limit + 1).ToListAsync(cancellationToken);
    }

    public async Task<Result<ApiKey>> FindAsync(Guid keyId, CancellationToken cancellationToken) =>
        await context.Keys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == keyId, cancellationToken) is { } key
            ? key
            : new ApiKeyNotFound();
}
