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
    XcelsiorTyping typing,
    XcelsiorDeliveries deliveries
)
{
    /// <summary>
    /// Copies until the token is cancelled or the socket takes nothing more; else says why the conversation cannot be
    /// followed any more.
    /// </summary>
    public async Task<Error?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!outbox.IsClosed)
            {
                switch (await subscription.ReadAsync(cancellationToken))
                {
                    case LiveEntries entries:
                        await TakeAsync(entries, cancellationToken);
                        break;
                    case LiveSignals signals:
                        await TakeAsync(signals, cancellationToken);
                        break;
                    case LiveEnded ended:
                        return ended.Error;
                    default:
                        break;
                }
            }
            return null;
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
                await typing.BeginAsync(entry.ReplyStarted);
            }
            else if (entry.EntryCase == LogEntry.EntryOneofCase.ReplyEnded)
            {
                await typing.EndAsync(entry.ReplyEnded.ReplyId);
            }
            else if (entry.EntryCase == LogEntry.EntryOneofCase.Message)
            {
                await TakeAsync(entry.Message);
                if (outbox.IsClosed)
                {
                    // Perhaps it went nowhere. What is not noted comes again with the next socket.
                    return;
                }
                deliveries.Note(entry.Sequence);
            }
        }
    }

    private async ValueTask TakeAsync(Message message)
    {
        await typing.EndAsync(message.Id);
        if (XcelsiorMessage.Of(message, seat.CustomerId) is { } shown)
        {
            await outbox.SendAsync(XcelsiorFrames.Message(shown));
        }
    }

    private async ValueTask TakeAsync(LiveSignals signals, CancellationToken cancellationToken)
    {
        foreach (var signal in signals.Signals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (signal.SignalCase == Signal.SignalOneofCase.Typing && !IsOwn(signal.Typing.Author))
            {
                await typing.SendAsync(signal.Typing.Author, signal.Typing.Typing_);
            }
        }
    }

    private bool IsOwn(Author author) =>
        author.Kind == AuthorKind.Visitor && string.Equals(author.Id, seat.Visitor.Subject, StringComparison.Ordinal);
}
