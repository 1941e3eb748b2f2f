using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Live;
using Chat.Gateway.Sse;

namespace Chat.Gateway.Events;

/// <summary>Copies a conversation's log into an event stream, until the reader leaves.</summary>
internal sealed class LogPump(SseConnection connection, LiveSubscription subscription, LogCursor start) : IStreamPump
{
    private bool ended;

    public LogCursor Cursor { get; private set; } = start;

    public async Task<StreamEnd> CopyAsync(CancellationToken cancellationToken)
    {
        while (!ended)
        {
            var item = await subscription.ReadAsync(cancellationToken);
            await connection.WriteAsync(
                static (output, state) => state.Pump.Write(output, state.Item),
                (Pump: this, Item: item),
                cancellationToken
            );
        }
        return StreamEnd.Completed;
    }

    private void Write(IBufferWriter<byte> output, LiveItem item)
    {
        switch (item)
        {
            case LiveEntries entries:
                foreach (var entry in entries.Entries)
                {
                    Cursor = Cursor.Advance(entries.Epoch, entry);
                    LogFrames.WriteEntry(output, entry, Cursor);
                }
                break;
            case LiveSignals signals:
                LogFrames.WriteSignals(output, signals.Signals);
                break;
            case LiveBegan { Reset: true } began:
                Cursor = LogCursor.After(began.Epoch, 0);
                LogFrames.WriteReset(output, began.Epoch);
                break;
            case LiveBegan when subscription.HasSignals:
                // It goes on after an interruption, in which signals may have gone by.
                LogFrames.WriteSignals(output, [new Signal { Lost = new SignalsLost() }]);
                break;
            case LiveEnded over:
                ended = true;
                var fault = new StreamFault(over.Error.Code, over.Error.Message, Retryable: false);
                new NativeReplyFrames(null).WriteError(output, fault, Cursor);
                break;
            default:
                break;
        }
    }
}
