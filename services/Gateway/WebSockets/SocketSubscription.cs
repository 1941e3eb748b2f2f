using Chat.Gateway.Live;

namespace Chat.Gateway.WebSockets;

/// <summary>One conversation followed over a socket: reads its log and queues frames, waiting while the queue is full.</summary>
internal sealed class SocketSubscription : IAsyncDisposable
{
    private readonly CancellationTokenSource ending;
    private Task copying = Task.CompletedTask;

    private SocketSubscription(CancellationToken cancellationToken) =>
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>It was refused or has ended.</summary>
    public bool IsOver => copying.IsCompleted;

    /// <summary>Begins to forward.</summary>
    public static SocketSubscription Start(
        string id,
        LiveSubscription source,
        LogCursor cursor,
        Func<byte[], ValueTask> sendAsync,
        CancellationToken cancellationToken
    )
    {
        var subscription = new SocketSubscription(cancellationToken);
        subscription.copying = subscription.CopyAsync(id, source, cursor, sendAsync);
        return subscription;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await copying;
        ending.Dispose();
    }

    private async Task CopyAsync(
        string id,
        LiveSubscription source,
        LogCursor cursor,
        Func<byte[], ValueTask> sendAsync
    )
    {
        using var reading = source;
        try
        {
            var hasBegun = false;
            while (true)
            {
                switch (await source.ReadAsync(ending.Token))
                {
                    case LiveBegan began:
                        if (began.Reset)
                        {
                            cursor = LogCursor.After(began.Epoch, 0);
                        }
                        // Later ones are our own healing: the client need not know, unless the log was rebuilt.
                        if (!hasBegun || began.Reset)
                        {
                            await sendAsync(ServerFrames.Subscribed(id, began));
                        }
                        hasBegun = true;
                        break;
                    case LiveEntries entries:
                        await sendAsync(ServerFrames.Entries(id, entries, ref cursor));
                        break;
                    case LiveEnded ended:
                        await sendAsync(ServerFrames.Failed(id, ended.Error));
                        return;
                    default:
                        break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Unsubscribed, or the socket is gone.
        }
    }
}
