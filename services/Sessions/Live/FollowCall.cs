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
internal sealed class FollowCall(
    LogSources sources,
    IIdentityTokens tokens,
    LiveOptions options,
    ILogger logger,
    CancellationToken stopping
) : IDisposable
{
    private readonly ConcurrentDictionary<long, CancellationTokenSource> subscriptions = new();
    private readonly SemaphoreSlim starts = new(options.ParallelStarts);
    private readonly Channel<FollowResponse> responses = Channel.CreateBounded<FollowResponse>(
        new BoundedChannelOptions(options.MaxWaitingResponses) { SingleReader = true }
    );

    public ChannelReader<FollowResponse> Responses => responses.Reader;

    /// <summary>Carries a command out; never waits for the store.</summary>
    public void Take(FollowRequest request, CancellationToken cancellationToken)
    {
        switch (request.CommandCase)
        {
            case FollowRequest.CommandOneofCase.Subscribe:
                Subscribe(request.Subscribe, cancellationToken);
                break;
            case FollowRequest.CommandOneofCase.Unsubscribe:
                if (subscriptions.TryGetValue(request.Unsubscribe.SubscriptionId, out var subscription))
                {
                    subscription.Cancel();
                }

                break;
        }
    }

    public void Dispose() => starts.Dispose();

    private void Subscribe(Subscribe subscribe, CancellationToken cancellationToken)
    {
        var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        if (!subscriptions.TryAdd(subscribe.SubscriptionId, life))
        {
            life.Dispose();
            throw Invalid.Field("/subscribe/subscriptionId", "duplicate", "The id is in use.").ToRpcException();
        }

        _ = RunAsync(subscribe, life, cancellationToken);
    }

    private async Task RunAsync(Subscribe subscribe, CancellationTokenSource life, CancellationToken cancellationToken)
    {
        var sink = new FollowSink(subscribe.SubscriptionId, responses.Writer);
        var reason = await FollowAsync(subscribe, sink, life.Token);
        subscriptions.TryRemove(subscribe.SubscriptionId, out _);
        life.Dispose();
        if (reason is { } ended && !cancellationToken.IsCancellationRequested)
        {
            await EndAsync(sink, ended, cancellationToken);
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

    private async Task EndAsync(FollowSink sink, Reason reason, CancellationToken cancellationToken)
    {
        try
        {
            await sink.EndedAsync(reason, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            // The call ended first: there is nobody to tell.
            LiveLog.NobodyToTell(logger, exception);
        }
    }
}
