using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>What one reader of a conversation is told; bounded. Left by disposing it.</summary>
internal sealed class LogListener(LogTopic topic, int capacity) : IAsyncDisposable
{
    private readonly Channel<LogSignal> signals = Channel.CreateBounded<LogSignal>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = false }
    );
    private volatile bool lagged;

    /// <summary>Signals were lost because the reader was too slow.</summary>
    public bool Lagged => lagged;

    public ChannelReader<LogSignal> Signals => signals.Reader;

    /// <summary>An entry came.</summary>
    public void Tell(LogEntry entry) => Write(new LogSignal(entry, 0));

    /// <summary>The log reaches to this sequence: found by looking, while entries may not come by themselves.</summary>
    public void TellHead(long sequence) => Write(new LogSignal(null, sequence));

    /// <summary>The reader may follow: the conversation is its tenant's.</summary>
    public void LetIn(Guid tenantId) => topic.LetIn(tenantId);

    public ValueTask DisposeAsync()
    {
        signals.Writer.TryComplete();
        return topic.LeaveAsync(this);
    }

    private void Write(LogSignal signal)
    {
        if (!signals.Writer.TryWrite(signal) && !lagged)
        {
            lagged = true;
            signals.Writer.TryComplete();
        }
    }
}
