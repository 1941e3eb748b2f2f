using Chat.Contracts.Sessions.V1;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>
/// Who types, to the client of one socket. While the AI makes a reply it is shown as typing: the dialect has no word for
/// a text that grows.
/// </summary>
internal sealed class XcelsiorTyping(XcelsiorSeat seat, SocketOutbox outbox)
{
    // The reply whose speaker is shown as typing. Its end is seen in the log, or told to whoever asked for it.
    private ReplyStarted? speaking;

    /// <summary>Somebody types, or does not.</summary>
    public ValueTask SendAsync(Author? author, bool isTyping)
    {
        var sender = XcelsiorWords.SenderOf((author?.Kind ?? AuthorKind.Ai).ToString().ToLowerInvariant());
        var id = sender == XcelsiorProtocol.Customer ? seat.CustomerId : author?.Id ?? "";
        return outbox.SendAsync(XcelsiorFrames.Typing(seat.ConversationId, id, sender, isTyping));
    }

    /// <summary>A reply is being made.</summary>
    public ValueTask BeginAsync(ReplyStarted started)
    {
        Volatile.Write(ref speaking, started);
        return SendAsync(started.Author, isTyping: true);
    }

    /// <summary>A message came, perhaps the reply, or the reply came to nothing.</summary>
    public ValueTask EndAsync(string replyId) => EndAsync(static (now, id) => now.ReplyId == id, replyId);

    /// <summary>This question gets no answer; the client is told, if it is still there.</summary>
    public async ValueTask FailAsync(Message question, Error error, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        await EndAsync(static (now, id) => now.InReplyTo == id, question.Id);
        await outbox.SendAsync(XcelsiorFrames.Failed(error));
    }

    private ValueTask EndAsync(Func<ReplyStarted, string, bool> isIt, string id)
    {
        var now = Volatile.Read(ref speaking);
        return
            now is not null
            && isIt(now, id)
            && ReferenceEquals(Interlocked.CompareExchange(ref speaking, null, now), now)
            ? SendAsync(now.Author, isTyping: false)
            : ValueTask.CompletedTask;
    }
}
