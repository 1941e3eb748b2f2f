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
    public void Begin(ReplyCalls calls, Message message)
    {
        var all = running ?? Interlocked.CompareExchange(ref running, [], null) ?? running;
        lock (all)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            all.Add(RunAsync(calls, message, begun, turn, socket.Life));
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

    private async Task RunAsync(
        ReplyCalls calls,
        Message message,
        Task before,
        TaskCompletionSource turn,
        CancellationToken cancellationToken
    )
    {
        await before;
        var error = await calls.RunAsync(socket.Principal, message, turn, cancellationToken);
        _ = turn.TrySetResult();
        if (error is not null)
        {
            await socket.TellReplyFailedAsync(message, error);
        }
    }
}
