using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Data;
using Chat.Sessions.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Keys;

/// <summary>Makes a key. The key itself is given out once, here.</summary>
internal sealed class CreateKeyHandler(SessionsDbContext context, TimeProvider time)
{
    public async Task<Result<CreatedKey>> HandleAsync(CreateKey request, CancellationToken cancellationToken)
    {
        if (CreateKeyValidator.Validate(request) is { } invalid)
        {
            return invalid;
        }

        // Looked for in the turn: the same request on another connection may have just made it.
        await using var turn = await KeyLimit.BeginTurnAsync(context, request.TenantId, cancellationToken);
        if (await FindAsync(request.IdempotencyKey, cancellationToken) is { } before)
        {
            return new CreatedKey(before, null);
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (await KeyLimit.ReachedAsync(context, now, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        var secret = KeySecret.Create(request.Kind);
        var key = new ApiKey
        {
            Id = Ids.New(),
            TenantId = request.TenantId,
            Kind = request.Kind,
            Name = request.Name,
            Hash = KeySecret.HashOf(secret),
            Hint = KeySecret.HintOf(secret),
            AllowedOrigins = [.. request.AllowedOrigins],
            CreatedAt = now,
            IdempotencyKey = request.IdempotencyKey,
        };
        context.Keys.Add(key);
        await context.SaveChangesAsync(cancellationToken);
        await turn.CommitAsync(cancellationToken);
        return new CreatedKey(key, secret);
    }

    private async Task<ApiKey?> FindAsync(string? idempotencyKey, CancellationToken cancellationToken) =>
        idempotencyKey is null
            ? null
            : await context.Keys.SingleOrDefaultAsync(key => key.IdempotencyKey == idempotencyKey, cancellationToken);
}

/// <summary>A key somebody wants.</summary>
internal sealed record CreateKey
{
    public required Guid TenantId { get; init; }
    public required KeyKind Kind { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> AllowedOrigins { get; init; }
    public required string? IdempotencyKey { get; init; }
}
