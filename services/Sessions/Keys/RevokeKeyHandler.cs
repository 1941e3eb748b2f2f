using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Keys;

/// <summary>Ends a key at once. Repeating it changes nothing.</summary>
internal sealed class RevokeKeyHandler(SessionsDbContext context, TimeProvider time)
{
    public async Task<Result<ApiKey>> HandleAsync(Guid keyId, CancellationToken cancellationToken)
    {
        if (await context.Keys.SingleOrDefaultAsync(key => key.Id == keyId, cancellationToken) is not { } key)
        {
            return new ApiKeyNotFound();
        }

        key.Revoke(time.GetUtcNow().UtcDateTime);
        await context.SaveChangesAsync(cancellationToken);
        return key;
    }
}
