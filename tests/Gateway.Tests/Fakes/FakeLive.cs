using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;
using LiveContract = Chat.Contracts.Sessions.V1.Live;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>A Sessions log feed under a test's control.</summary>
public sealed class FakeLive : LiveContract.LiveBase
{
    private readonly Channel<Subscribe> subscriptions = Channel.CreateBounded<Subscribe>(1_000);
    private readonly ConcurrentDictionary<long, IServerStreamWriter<FollowResponse>> writers = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private CancellationTokenSource breaking = new();
    private int calls;

    /// <summary>Follow calls so far.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>Ids of subscriptions the gateway ended.</summary>
    public ConcurrentQueue<long> Unsubscribed { get; } = new();

    /// <summary>Topics the gateway listens to.</summary>
    public ConcurrentQueue<Listen> Listens { get; } = new();

    /// <summary>What the gateway told of typing.</summary>
    public ConcurrentQueue<SetTyping> Typing { get; } = new();

    /// <summary>The next subscription the gateway asks for.</summary>
    public async Task<Subscribe> NextAsync(CancellationToken cancellationToken) =>
        await subscriptions.Reader.ReadAsync(cancellationToken);

    /// <summary>The gateway has asked for a subscription that no test has taken.</summary>
    public bool IsAskedForMore => subscriptions.Reader.Count > 0;

    /// <summary>Confirms a subscription.</summary>
    public Task ConfirmAsync(Subscribe subscribe, long epoch = 7, bool reset = false) =>
        SendAsync(
            new FollowResponse
            {
                SubscriptionId = subscribe.SubscriptionId,
                Subscribed = new Subscribed { Epoch = epoch, Reset = reset },
            }
        );

    /// <summary>Sends entries.</summary>
    public Task SendAsync(Subscribe subscribe, params LogEntry[] entries)
    {
        var all = new LogEntries { Epoch = 7 };
        all.Entries.Add(entries);
        return SendAsync(new FollowResponse { SubscriptionId = subscribe.SubscriptionId, Entries = all });
    }

    /// <summary>Sends signals.</summary>
    public Task SendAsync(long subscriptionId, params Signal[] signals)
    {
        var batch = new SignalBatch();
        batch.Signals.Add(signals);
        return SendAsync(new FollowResponse { SubscriptionId = subscriptionId, Signals = batch });
    }

    /// <summary>Ends a subscription.</summary>
    public Task EndAsync(Subscribe subscribe, SubscriptionEnded.Types.Reason reason) =>
        SendAsync(
            new FollowResponse
            {
                SubscriptionId = subscribe.SubscriptionId,
                Ended = new SubscriptionEnded { Reason = reason },
            }
        );

    /// <summary>Breaks every open call, as a crash does.</summary>
    public async Task BreakAsync()
    {
        var old = Interlocked.Exchange(ref breaking, new CancellationTokenSource());
        await old.CancelAsync();
    }

    /// <inheritdoc/>
    public override async Task Follow(
        IAsyncStreamReader<FollowRequest> requestStream,
        IServerStreamWriter<FollowResponse> responseStream,
        ServerCallContext context
    )
    {
        Interlocked.Increment(ref calls);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, breaking.Token);
        try
        {
            while (await requestStream.MoveNext(ending.Token))
            {
                Take(requestStream.Current, responseStream);
            }
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "broken by the test"));
        }
    }

    private void Take(FollowRequest request, IServerStreamWriter<FollowResponse> stream)
    {
        switch (request.CommandCase)
        {
            case FollowRequest.CommandOneofCase.Subscribe:
                writers[request.Subscribe.SubscriptionId] = stream;
                subscriptions.Writer.TryWrite(request.Subscribe);
                break;
            case FollowRequest.CommandOneofCase.Listen:
                writers[request.Listen.SubscriptionId] = stream;
                Listens.Enqueue(request.Listen);
                break;
            case FollowRequest.CommandOneofCase.SetTyping:
                Typing.Enqueue(request.SetTyping);
                break;
            default:
                Unsubscribed.Enqueue(request.Unsubscribe.SubscriptionId);
                break;
        }
    }

    private async Task SendAsync(FollowResponse response)
    {
        await writing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await writers[response.SubscriptionId].WriteAsync(response, TestContext.Current.CancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }
}
