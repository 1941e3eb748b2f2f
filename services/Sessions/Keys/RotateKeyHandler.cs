using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chat.Sessions.Keys;

/// <summary>Replaces a key: a new one with the same rights, while the old one runs out after a grace.</summary>
internal sealed class RotateKeyHandler(SessionsDbContext context, TimeProvider time)
{
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(24);
    private static readonly TimeSpan MaxGrace = TimeSpan.FromDays(30);

    public async Task<Result<CreatedKey>> HandleAsync(RotateKey request, CancellationToken cancellationToken)
    {
        if (request.Grace < TimeSpan.Zero || request.Grace > MaxGrace)
        {
            return Invalid.Field("/graceSeconds", "out_of_range", $"Must be 0 to {(int)MaxGrace.TotalSeconds}.");
        }

        if (request.IdempotencyKey is { Length: > CreateKeyValidator.MaxIdempotencyKey })
        {
            return CreateKeyValidator.IdempotencyKeyTooLong;
        }

        // Not taken for the key of another operation, nor of another key's rotation.
        var idempotencyKey = request.IdempotencyKey is { } chosen ? $"rotate {request.KeyId} {chosen}" : null;
        if (await FindAsync(idempotencyKey, cancellationToken) is { } before)
        {
            return new CreatedKey(before, null);
        }

        if (await context.Keys.SingleOrDefaultAsync(key => key.Id == request.KeyId, cancellationToken) is not { } old)
        {
            return new ApiKeyNotFound();
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (!old.IsValid(now))
        {
            return new KeyNotValid();
        }

        await using var turn = await KeyLimit.BeginTurnAsync(context, old.TenantId, cancellationToken);
        if (await KeyLimit.ReachedAsync(context, now, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        old.ExpireAt(now + request.Grace);
        var secret = KeySecret.Create(old.Kind);
        var key = new ApiKey
        {
            Id = Ids.New(),
            TenantId = old.TenantId,
            Kind = old.Kind,
            Name = old.Name,
            Hash = KeySecret.HashOf(secret),
            Hint = KeySecret.HintOf(secret),
            AllowedOrigins = old.AllowedOrigins,
            CreatedAt = now,
            IdempotencyKey = idempotencyKey,
        };
        context.Keys.Add(key);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            await turn.CommitAsync(cancellationToken);
            return new CreatedKey(key, secret);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same request on another connection was sooner.
            context.ChangeTracker.Clear();
            return new CreatedKey((await FindAsync(idempotencyKey, cancellationToken))!, null);
        }
    }

    private async Task<ApiKey?> FindAsync(string? idempotencyKey, CancellationToken cancellationToken) =>
        idempotencyKey is null
            ? null
            : await context.Keys.SingleOrDefaultAsync(key => key.IdempotencyKey == idempotencyKey, cancellationToken);
}

/// <summary>A key somebody wants replaced.</summary>
internal sealed record RotateKey(Guid KeyId, TimeSpan Grace, string? IdempotencyKey);
