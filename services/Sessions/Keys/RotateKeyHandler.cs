using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Keys;

/// <summary>Replaces a key: a new one with the same rights, while the old one runs out after a grace.</summary>
internal sealed class RotateKeyHandler(SessionsDbContext context, TimeProvider time)
{
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(24);
    private static readonly TimeSpan MaxGrace = TimeSpan.FromDays(30);

    public async Task<Result<CreatedKey>> HandleAsync(RotateKey request, CancellationToken cancellationToken)
    {
        if (Validate(request) is { } invalid)
        {
            return invalid;
        }

        // Not taken for the key of another operation, nor of another key's rotation.
        var idempotencyKey = request.IdempotencyKey is { } chosen ? $"rotate {request.KeyId} {chosen}" : null;
        // Looked for in the turn: the same request on another connection may have just made it, and ended the old one.
        await using var turn = await KeyLimit.BeginTurnAsync(context, request.TenantId, cancellationToken);
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
        await context.SaveChangesAsync(cancellationToken);
        await turn.CommitAsync(cancellationToken);
        return new CreatedKey(key, secret);
    }

    private static Invalid? Validate(RotateKey request)
    {
        List<FieldFault> faults = [];
        if (request.Grace < TimeSpan.Zero || request.Grace > MaxGrace)
        {
            faults.Add(new FieldFault("/graceSeconds", "out_of_range", $"Must be 0 to {(int)MaxGrace.TotalSeconds}."));
        }

        if (request.IdempotencyKey is { Length: < 1 or > CreateKeyValidator.MaxIdempotencyKey })
        {
            faults.AddRange(CreateKeyValidator.IdempotencyKeyTooLong.Faults);
        }

        return faults.Count == 0 ? null : new Invalid(faults);
    }

    private async Task<ApiKey?> FindAsync(string? idempotencyKey, CancellationToken cancellationToken) =>
        idempotencyKey is null
            ? null
            : await context.Keys.SingleOrDefaultAsync(key => key.IdempotencyKey == idempotencyKey, cancellationToken);
}

/// <summary>A key somebody wants replaced.</summary>
internal sealed record RotateKey(Guid TenantId, Guid KeyId, TimeSpan Grace, string? IdempotencyKey);
