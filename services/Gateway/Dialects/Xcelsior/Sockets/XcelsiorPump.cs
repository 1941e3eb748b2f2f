using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>Copies what happens in the conversation to the socket: messages, who types, and that the AI is answering.</summary>
internal sealed class XcelsiorPump(
    LiveSubscription subscription,
    XcelsiorSeat seat,
    SocketOutbox outbox,
    XcelsiorDeliveries deliveries
)
{
    // The reply whose speaker is shown as typing, and who that is; the dialect has no word for a text that grows.
    private ReplyStarted? speaking;

    /// <summary>Copies until the token is cancelled; else says why the conversation cannot be followed any more.</summary>
    public async Task<Error?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                switch (await subscription.ReadAsync(cancellationToken))
                {
                    case LiveEntries entries:
                        await TakeAsync(entries, cancellationToken);
                        break;
                    case LiveSignals signals:
                        await TakeAsync(signals);
                        break;
                    case LiveEnded ended:
                        return ended.Error;
                    default:
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The normal end.
            return null;
        }
    }

    private async Task TakeAsync(LiveEntries entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.EntryCase == LogEntry.EntryOneofCase.ReplyStarted)
            {
                await BeginSpeakingAsync(entry.ReplyStarted);
            }
            else if (entry.EntryCase == LogEntry.EntryOneofCase.Message)
            {
                await TakeAsync(entry.Message);
                deliveries.Note(entry.Sequence);
            }
        }
    }

    private async ValueTask TakeAsync(Message message)
    {
        if (speaking?.ReplyId == message.Id)
        {
            await EndSpeakingAsync();
        }
        if (XcelsiorMessage.Of(message, seat.CustomerId) is { } shown)
        {
            await outbox.SendAsync(XcelsiorFrames.Message(shown));
        }
    }

    private async ValueTask TakeAsync(LiveSignals signals)
    {
        foreach (var signal in signals.Signals)
        {
            if (signal.SignalCase == Signal.SignalOneofCase.Typing && !IsOwn(signal.Typing.Author))
            {
                await SendTypingAsync(signal.Typing.Author, signal.Typing.Typing_);
            }
        }
    }

    private ValueTask BeginSpeakingAsync(ReplyStarted started)
    {
        speaking = started;
        return SendTypingAsync(started.Author, isTyping: true);
    }

    private ValueTask EndSpeakingAsync()
    {
        var author = speaking!.Author;
        speaking = null;
        return SendTypingAsync(author, isTyping: false);
    }

    private ValueTask SendTypingAsync(Author? author, bool isTyping)
    {
        var sender = XcelsiorWords.SenderOf((author?.Kind ?? AuthorKind.Ai).ToString().ToLowerInvariant());
        var id = sender == XcelsiorProtocol.Customer ? seat.CustomerId : author?.Id ?? "";
        return outbox.SendAsync(XcelsiorFrames.Typing(seat.ConversationId, id, sender, isTyping));
    }

    private bool IsOwn(Author author) =>
        author.Kind == AuthorKind.Visitor && string.Equals(author.Id, seat.Visitor.Subject, StringComparison.Ordinal);
}
