using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Reason = Chat.Contracts.Sessions.V1.SubscriptionEnded.Types.Reason;

namespace Chat.Sessions.Live;

/// <summary>One Follow call: its subscriptions, and the one bounded queue through which their answers leave.</summary>
internal sealed class FollowCall : IDisposable
{
    private readonly LogSources sources;
    private readonly LiveOptions options;
    private readonly ILogger logger;
    private readonly CancellationToken stopping;
    private readonly CancellationToken ended;
    private readonly SemaphoreSlim starts;
    private readonly FollowReader reader;
    private readonly Channel<FollowResponse> responses;
    private readonly CancellationTokenRegistration whenEnded;
    private readonly CancellationTokenRegistration whenStopping;

    // Subscriptions that ended and wait for room to say so.
    private int ending;
    private readonly ConcurrentDictionary<long, Followed> subscriptions = new();

    /// <summary>A call that lasts until <paramref name="ended"/>; its subscriptions end when the instance stops, too.</summary>
    public FollowCall(
        LogSources sources,
        AgentDirectory agents,
        IIdentityTokens tokens,
        LiveOptions options,
        ILogger logger,
        CancellationToken stopping,
        CancellationToken ended
    )
    {
        (this.sources, this.options, this.logger) = (sources, options, logger);
        (this.stopping, this.ended) = (stopping, ended);
        responses = Channel.CreateBounded<FollowResponse>(
            new BoundedChannelOptions(options.MaxWaitingResponses) { SingleReader = true }
        );
        starts = new SemaphoreSlim(options.ParallelStarts);
        reader = new FollowReader(sources, agents, tokens, responses.Writer, starts);
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
                Begin(request.Subscribe.SubscriptionId, followed => reader.FollowAsync(request.Subscribe, followed));
                break;
            case FollowRequest.CommandOneofCase.Listen:
                Begin(request.Listen.SubscriptionId, followed => reader.ListenAsync(request.Listen, followed));
                break;
            case FollowRequest.CommandOneofCase.SetTyping:
                if (subscriptions.TryGetValue(request.SetTyping.SubscriptionId, out var writer))
                {
                    writer.Type(request.SetTyping.Typing);
                }

                break;
            case FollowRequest.CommandOneofCase.Unsubscribe:
                // The id is free at once, though entries on their way may still come under it.
                if (subscriptions.TryRemove(request.Unsubscribe.SubscriptionId, out var followed))
                {
                    followed.Cancel();
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
        foreach (var followed in subscriptions.Values)
        {
            followed.Cancel();
        }
    }

    private void Begin(long id, Func<Followed, Task<Reason>> follow)
    {
        if (Volatile.Read(ref ending) > options.MaxWaitingResponses)
        {
            // Refused ones count as no subscription: who sends them and reads nothing is not waited for without bound.
            throw new TooLarge("answers_unread", "Too many answers wait for being read.").ToRpcException();
        }

        // Not linked to the call, so that nothing has to be disposed of in step with an unsubscription that races it.
        var followed = new Followed(new CancellationTokenSource(), sources);
        if (!subscriptions.TryAdd(id, followed))
        {
            throw Invalid.Field("/subscribe/subscriptionId", "duplicate", "The id is in use.").ToRpcException();
        }

        if (ended.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // It may have missed being cancelled with the others.
            followed.Cancel();
        }

        _ = RunAsync(id, followed, follow);
    }

    private async Task RunAsync(long id, Followed followed, Func<Followed, Task<Reason>> follow)
    {
        Reason? reason;
        try
        {
            reason =
                subscriptions.Count > options.MaxSubscriptionsPerCall
                    ? Reason.Exhausted
                    : await FollowAsync(followed, follow);
        }
        catch (Exception exception)
        {
            // Boundary: nobody awaits a subscription; the others of the call go on.
            LiveLog.SubscriptionFailed(logger, exception);
            reason = Reason.Unavailable;
        }

        followed.End();
        subscriptions.TryRemove(new KeyValuePair<long, Followed>(id, followed));
        if (reason is { } told && !ended.IsCancellationRequested)
        {
            await EndAsync(id, told);
        }
    }

    private async Task<Reason?> FollowAsync(Followed followed, Func<Followed, Task<Reason>> follow)
    {
        try
        {
            var reason = await follow(followed);
            if (reason is Reason.Lagged)
            {
                LiveLog.Lagged(logger);
            }

            return reason;
        }
        catch (OperationCanceledException) when (followed.Life.IsCancellationRequested)
        {
            // Unsubscribed, or the call is over: nobody waits for a word. Or this instance stops.
            return stopping.IsCancellationRequested ? Reason.ServerStopping : null;
        }
        catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
        {
            LiveLog.StoreUnavailable(logger, exception);
            return Reason.Unavailable;
        }
    }

    private async Task EndAsync(long id, Reason reason)
    {
        Interlocked.Increment(ref ending);
        try
        {
            var response = new FollowResponse
            {
                SubscriptionId = id,
                Ended = new SubscriptionEnded { Reason = reason },
            };
            await responses.Writer.WriteAsync(response, ended);
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
