using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>
/// The AI's replies to the messages of one socket. They reach the client through the log it follows; the calls are kept
/// open only so that the replies go on, and for a while after the socket is gone. They begin in the order of the messages.
/// </summary>
internal sealed class SocketReplies(IReplyingSocket socket)
{
    private List<Task>? running;

    // By conversation, the last one; guarded as the list.
    private Dictionary<string, PacedReply>? paced;
    private Task begun = Task.CompletedTask;

    /// <summary>Null when another may begin.</summary>
    public Error? Refusal(int most)
    {
        if (running is null)
        {
            return null;
        }
        lock (running)
        {
            _ = running.RemoveAll(static reply => reply.IsCompleted);
            return running.Count >= most ? new TooManyReplies() : null;
        }
    }

    /// <summary>Has the AI answer a stored message.</summary>
    public void Begin(ReplyCalls calls, PostMessageResponse posted)
    {
        var all = running ?? Interlocked.CompareExchange(ref running, [], null) ?? running;
        lock (all)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (posted.Pace is not null)
            {
                all.Add(BeginPacedUnsynchronized(calls, posted, turn));
                return;
            }
            all.Add(RunAsync(calls, posted, begun, turn, socket.Life));
            begun = turn.Task;
        }
    }

    /// <summary>Done when none of those that are under way now is any more.</summary>
    public Task Rest
    {
        get
        {
            if (running is null)
            {
                return Task.CompletedTask;
            }
            lock (running)
            {
                return Task.WhenAll(running);
            }
        }
    }

    /// <summary>
    /// A reply that takes its time waits for no other; one of the same conversation that has not begun is given up for it:
    /// the AI answers both messages in one.
    /// </summary>
    private Task BeginPacedUnsynchronized(ReplyCalls calls, PostMessageResponse posted, TaskCompletionSource turn)
    {
        paced ??= new Dictionary<string, PacedReply>(StringComparer.Ordinal);
        var conversationId = posted.Message.ConversationId;
        if (paced.TryGetValue(conversationId, out var before) && !before.Begun.IsCompleted)
        {
            before.Life.Cancel();
        }
        var reply = new PacedReply(CancellationTokenSource.CreateLinkedTokenSource(socket.Life), turn.Task);
        paced[conversationId] = reply;
        return RunPacedAsync(calls, posted, turn, reply);
    }

    private async Task RunPacedAsync(
        ReplyCalls calls,
        PostMessageResponse posted,
        TaskCompletionSource turn,
        PacedReply reply
    )
    {
        await RunAsync(calls, posted, Task.CompletedTask, turn, reply.Life.Token);
        lock (running!)
        {
            // Not before: the next one cancels those it finds.
            if (paced!.TryGetValue(posted.Message.ConversationId, out var last) && last == reply)
            {
                _ = paced.Remove(posted.Message.ConversationId);
            }
            reply.Life.Dispose();
        }
    }

    private async Task RunAsync(
        ReplyCalls calls,
        PostMessageResponse posted,
        Task before,
        TaskCompletionSource turn,
        CancellationToken cancellationToken
    )
    {
        await before;
        var error = await calls.RunAsync(socket.Principal, posted, turn, cancellationToken);
        _ = turn.TrySetResult();
        if (error is not null)
        {
            await socket.TellReplyFailedAsync(posted.Message, error);
        }
    }

    private sealed record PacedReply(CancellationTokenSource Life, Task Begun);
}
