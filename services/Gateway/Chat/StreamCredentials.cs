using System.Collections.Concurrent;
using Chat.Gateway.Auth;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Sse;
using Chat.Gateway.UserTokens;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Chat;

/// <summary>
/// Ends open streams whose reader may read no more: a user's as soon as its tokens are known to be revoked, lasting ones
/// also when a look now and then finds that their credential no longer holds.
/// </summary>
internal sealed class StreamCredentials(
    UserRevocations revocations,
    Authenticator authenticator,
    IOptions<SseOptions> options,
    TimeProvider time,
    ILogger<StreamCredentials> logger
) : BackgroundService
{
    private readonly ConcurrentDictionary<ReplyStream, Held> open = new();

    /// <summary>Watches a stream until <see cref="Leave"/>.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="context">Its request.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="trust">How much is known of who asked: a company's server reads for a user with its own key.</param>
    /// <param name="check">Looks at the credential again; null: the stream does not last, only a revocation ends it.</param>
    public async ValueTask EnterAsync(
        ReplyStream stream,
        HttpContext context,
        Principal reader,
        RateTrust trust,
        Func<CancellationToken, ValueTask<Error?>>? check
    )
    {
        var user = reader.Kind is PrincipalKind.User && trust != RateTrust.Server ? reader : null;
        if (check is not null || user is not null)
        {
            open[stream] = new Held(user, check);
        }
        // A revocation that was learned of since the request was let in has not found the stream.
        if (
            user is not null
            && (await authenticator.AuthenticateAsync(context, stream.Token)).Error is UserTokenRefused refused
        )
        {
            stream.Expel(refused);
        }
    }

    /// <summary>The stream is over.</summary>
    public void Leave(ReplyStream stream) => open.TryRemove(stream, out _);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        revocations.Revoked += EndOfUser;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        revocations.Revoked -= EndOfUser;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CredentialCheck, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var (stream, held) in open)
                {
                    await CheckAsync(stream, held, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The normal end.
        }
    }

    private async Task CheckAsync(ReplyStream stream, Held held, CancellationToken stoppingToken)
    {
        try
        {
            if (held.Check is { } check && await check(stoppingToken) is { } error && error.IsVerdict())
            {
                stream.Expel(error);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Boundary: most likely its reader left meanwhile, and its request with it; the others are looked at.
            ChatLog.NotChecked(logger, exception);
        }
    }

    private void EndOfUser(Guid tenantId, string userId)
    {
        foreach (var (stream, held) in open)
        {
            if (held.IsOf(tenantId, userId))
            {
                stream.Expel(new UserTokenRefused());
            }
        }
    }

    // The user is one that showed its own token.
    private sealed record Held(Principal? User, Func<CancellationToken, ValueTask<Error?>>? Check)
    {
        public bool IsOf(Guid tenantId, string userId) =>
            User?.TenantId == tenantId && string.Equals(User.Subject, userId, StringComparison.Ordinal);
    }
}
