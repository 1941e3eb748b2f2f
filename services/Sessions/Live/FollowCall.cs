using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Npgsql;
using Reason = Chat.Contracts.Sessions.V1.SubscriptionEnded.Types.Reason;

namespace Chat.Sessions.Live;

/// <summary>One Follow call: its subscriptions, and the one bounded queue through which their answers leave.</summary>
internal sealed class FollowCall : IDisposable
{
    private readonly LogSources sources;
    private readonly IIdentityTokens tokens;
    private readonly LiveOptions options;
    private readonly ILogger logger;
    private readonly CancellationToken stopping;
    private readonly CancellationToken ended;
    private readonly SemaphoreSlim starts;
    private readonly Channel<FollowResponse> responses;
    private readonly CancellationTokenRegistration whenEnded;
    private readonly CancellationTokenRegistration whenStopping;

    // Subscriptions that ended and wait for room to say so.
    private int ending;

    // Not linked to the call, so that nothing has to be disposed of in step with an unsubscription that races it.
    private readonly ConcurrentDictionary<long, CancellationTokenSource> subscriptions = new();

    /// <summary>A call that lasts until <paramref name="ended"/>; its subscriptions end when the instance stops, too.</summary>
    public FollowCall(
        LogSources sources,
        IIdentityTokens tokens,
        LiveOptions options,
        ILogger logger,
        CancellationToken stopping,
        CancellationToken ended
    )
    {
        (this.sources, this.tokens, this.options, this.logger) = (sources, tokens, options, logger);
        (this.stopping, this.ended) = (stopping, ended);
        starts = new SemaphoreSlim(options.ParallelStarts);
        responses = Channel.CreateBounded<FollowResponse>(
            new BoundedChannelOptions(options.MaxWaitingResponses) { SingleReader = true }
        );
        whenEnded = ended.Register(CancelAll);
        whenStopping = stopping.Register(CancelAll);
    }

    public ChannelReader<FollowResponse> Responses => responses.Reader;

    /// <summary>Carries a command out; never waits for the store.</summary>
    public void Take(FollowRequest request)
    {
        switch (request.CommandCase)
        {
            case FollowRequest.CommandOneofCase.Subscribe:
                Subscribe(request.Subscribe);
                break;
            case FollowRequest.CommandOneofCase.Unsubscribe:
                // The id is free at once, though entries on their way may still come under it.
                if (subscriptions.TryRemove(request.Unsubscribe.SubscriptionId, out var life))
                {
                    life.Cancel();
                }

                break;
        }
    }

    public void Dispose()
    {
        whenEnded.Dispose();
        whenStopping.Dispose();
        CancelAll();
    }

    private void CancelAll()
    {
        foreach (var life in subscriptions.Values)
        {
            life.Cancel();
        }
    }

    private void Subscribe(Subscribe subscribe)
    {
        if (Volatile.Read(ref ending) > options.MaxWaitingResponses)
        {
            // Refused ones count as no subscription: who sends them and reads nothing is not waited for without bound.
            throw new TooLarge("answers_unread", "Too many answers wait for being read.").ToRpcException();
        }

        var life = new CancellationTokenSource();
        if (!subscriptions.TryAdd(subscribe.SubscriptionId, life))
        {
            throw Invalid.Field("/subscribe/subscriptionId", "duplicate", "The id is in use.").ToRpcException();
        }

        if (ended.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // It may have missed being cancelled with the others.
            life.Cancel();
        }

        _ = RunAsync(subscribe, life);
    }

    private async Task RunAsync(Subscribe subscribe, CancellationTokenSource life)
    {
        var sink = new FollowSink(subscribe.SubscriptionId, responses.Writer);
        Reason? reason;
        try
        {
            reason = await FollowAsync(subscribe, sink, life.Token);
        }
        catch (Exception exception)
        {
            // Boundary: nobody awaits a subscription; the others of the call go on.
            LiveLog.SubscriptionFailed(logger, exception);
            reason = Reason.Unavailable;
        }

        subscriptions.TryRemove(new KeyValuePair<long, CancellationTokenSource>(subscribe.SubscriptionId, life));
        if (reason is { } told && !ended.IsCancellationRequested)
        {
            await EndAsync(sink, told);
        }
    }

    private async Task<Reason?> FollowAsync(Subscribe subscribe, FollowSink sink, CancellationToken cancellationToken)
    {
        if (subscriptions.Count > options.MaxSubscriptionsPerCall)
        {
            return Reason.Exhausted;
        }

        var principal = tokens.Validate(subscribe.IdentityToken);
        if (!principal.IsSuccess)
        {
            return Reason.Unauthenticated;
        }

        var guard = AccessPolicy.GuardOf(principal.Value);
        if (!guard.IsSuccess || !Guid.TryParse(subscribe.ConversationId, out var conversationId))
        {
            return Reason.NotFound;
        }

        var key = new LogKey(principal.Value.TenantId, conversationId, guard.Value);
        try
        {
            var subscription = new LogSubscription(key, sources, sink);
            var reason = await subscription.RunAsync(subscribe.Cursor, starts, cancellationToken);
            if (reason is Reason.Lagged)
            {
                LiveLog.Lagged(logger);
            }

            return reason;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Unsubscribed, or the call is over: nobody waits for a word. Or this instance stops.
            return stopping.IsCancellationRequested ? Reason.ServerStopping : null;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            LiveLog.StoreUnavailable(logger, exception);
            return Reason.Unavailable;
        }
    }

    private async Task EndAsync(FollowSink sink, Reason reason)
    {
        Interlocked.Increment(ref ending);
        try
        {
            await sink.EndedAsync(reason, ended);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            // The call ended first: there is nobody to tell.
            LiveLog.NobodyToTell(logger, exception);
        }
        finally
        {
            Interlocked.Decrement(ref ending);
        }
    }
}
