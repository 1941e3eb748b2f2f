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
    public void Begin(ReplyCalls calls, SocketQuestion question)
    {
        var all = running ?? Interlocked.CompareExchange(ref running, [], null) ?? running;
        lock (all)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (question.Posted.Pace is not null)
            {
                all.Add(BeginPacedUnsynchronized(calls, question, turn));
                return;
            }
            all.Add(RunAsync(calls, question, begun, turn, socket.Life));
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
    private Task BeginPacedUnsynchronized(ReplyCalls calls, SocketQuestion question, TaskCompletionSource turn)
    {
        paced ??= new Dictionary<string, PacedReply>(StringComparer.Ordinal);
        var conversationId = question.Posted.Message.ConversationId;
        if (paced.TryGetValue(conversationId, out var before) && !before.Begun.IsCompleted)
        {
            before.Life.Cancel();
        }
        var reply = new PacedReply(CancellationTokenSource.CreateLinkedTokenSource(socket.Life), turn.Task);
        paced[conversationId] = reply;
        return RunPacedAsync(calls, question, turn, reply);
    }

    private async Task RunPacedAsync(
        ReplyCalls calls,
        SocketQuestion question,
        TaskCompletionSource turn,
        PacedReply reply
    )
    {
        await RunAsync(calls, question, Task.CompletedTask, turn, reply.Life.Token);
        lock (running!)
        {
            // Not before: the next one cancels those it finds.
            if (paced!.TryGetValue(question.Posted.Message.ConversationId, out var last) && last == reply)
            {
                _ = paced.Remove(question.Posted.Message.ConversationId);
            }
            reply.Life.Dispose();
        }
    }

    private async Task RunAsync(
        ReplyCalls calls,
        SocketQuestion question,
        Task before,
        TaskCompletionSource turn,
        CancellationToken cancellationToken
    )
    {
        await before;
        var error = await calls.RunAsync(socket.Principal, question, turn, cancellationToken);
        _ = turn.TrySetResult();
        if (error is not null)
        {
            await socket.TellReplyFailedAsync(question.Posted.Message, error);
        }
    }

    private sealed record PacedReply(CancellationTokenSource Life, Task Begun);
}
