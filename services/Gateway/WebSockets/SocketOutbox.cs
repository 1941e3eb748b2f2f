using System.Net.WebSockets;

namespace Chat.Gateway.WebSockets;

/// <summary>
/// Frames on their way to one client: a bounded queue, and a writer that exists only while it is not empty. Safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A frame that finds the queue full is refused; the queue takes frames again when half of it is sent.</item>
/// <item>Who was refused is called when there is room.</item>
/// <item>A queue that stays full for too long is a client that does not read: <paramref name="tooSlow"/> is called.</item>
/// </list>
/// </remarks>
internal sealed class SocketOutbox(WebSocket socket, SocketOptions options, TimeProvider time, Action tooSlow)
{
    private readonly Lock gate = new();
    private readonly Queue<byte[]> frames = new();
    private List<Action>? waiting;
    private TaskCompletionSource? idle;
    private ITimer? alarm;
    private int bytes;
    private bool isWriting;
    private bool isFull;
    private bool isClosed;

    /// <summary>It takes nothing more: the socket is being ended.</summary>
    public bool IsClosed
    {
        get
        {
            lock (gate)
            {
                return isClosed;
            }
        }
    }

    /// <summary>It waits for its reader, and takes nothing meanwhile.</summary>
    public bool IsFull
    {
        get
        {
            lock (gate)
            {
                return isFull;
            }
        }
    }

    /// <summary>Queues a frame; false when there is no room. A closed outbox takes everything, to no effect.</summary>
    public bool TrySend(byte[] frame)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return true;
            }
            if (isFull)
            {
                return false;
            }
            frames.Enqueue(frame);
            bytes += frame.Length;
            if (frames.Count >= options.MaxQueuedFrames || bytes >= options.MaxQueuedBytes)
            {
                BecomeFullUnsynchronized();
            }
            if (isWriting)
            {
                return true;
            }
            isWriting = true;
        }
        _ = WriteAsync();
        return true;
    }

    /// <summary>Queues a frame, waiting for room.</summary>
    public async ValueTask SendAsync(byte[] frame)
    {
        while (!TrySend(frame))
        {
            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            WhenRoom(() => room.TrySetResult());
            await room.Task;
        }
    }

    /// <summary>Calls back, from the thread pool, when there is room: at once, perhaps. Also when the outbox is closed.</summary>
    public void WhenRoom(Action callback)
    {
        lock (gate)
        {
            if (isFull && !isClosed)
            {
                (waiting ??= []).Add(callback);
                return;
            }
        }
        _ = ThreadPool.UnsafeQueueUserWorkItem(static call => call(), callback, preferLocal: false);
    }

    /// <summary>Done when what is queued is sent, or never will be.</summary>
    public Task Sent
    {
        get
        {
            lock (gate)
            {
                if (!isWriting)
                {
                    return Task.CompletedTask;
                }
                idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return idle.Task;
            }
        }
    }

    /// <summary>Takes nothing more; what is queued is still sent.</summary>
    public void Complete()
    {
        lock (gate)
        {
            CloseUnsynchronized();
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            while (TryTake(out var frame))
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        }
        catch (Exception broken)
            when (broken is WebSocketException or InvalidOperationException or OperationCanceledException or IOException
            )
        {
            // Broken or aborted: the receiving side sees the same and ends the connection.
            lock (gate)
            {
                CloseUnsynchronized();
                frames.Clear();
                isWriting = false;
                idle?.TrySetResult();
            }
        }
    }

    private bool TryTake(out byte[] frame)
    {
        lock (gate)
        {
            if (!frames.TryDequeue(out frame!))
            {
                isWriting = false;
                idle?.TrySetResult();
                return false;
            }
            bytes -= frame.Length;
            if (isFull && frames.Count <= options.MaxQueuedFrames / 2 && bytes <= options.MaxQueuedBytes / 2)
            {
                BecomeFreeUnsynchronized();
            }
            return true;
        }
    }

    private void BecomeFullUnsynchronized()
    {
        isFull = true;
        alarm ??= time.CreateTimer(
            static state => ((SocketOutbox)state!).OnAlarm(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _ = alarm.Change(options.SlowReaderLimit, Timeout.InfiniteTimeSpan);
    }

    private void BecomeFreeUnsynchronized()
    {
        isFull = false;
        _ = alarm?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var callback in waiting ?? [])
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(static call => call(), callback, preferLocal: false);
        }
        waiting = null;
    }

    private void CloseUnsynchronized()
    {
        isClosed = true;
        BecomeFreeUnsynchronized();
        alarm?.Dispose();
        alarm = null;
    }

    private void OnAlarm()
    {
        lock (gate)
        {
            if (!isFull || isClosed)
            {
                return;
            }
        }
        tooSlow();
    }
}
