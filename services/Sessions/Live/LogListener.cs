using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>What one reader of a conversation is told; bounded. Left by disposing it.</summary>
internal sealed class LogListener(LogTopic topic, int capacity) : IDisposable
{
    // Keys of signals, not signals: a conversation has few, a tenant's inbox as many as conversations that move.
    private const int MaxSignals = 256;

    private readonly Channel<LogNews> news = Channel.CreateBounded<LogNews>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = false }
    );
    private SignalMailbox? signals;
    private volatile bool lagged;

    /// <summary>Whether signals are kept for the reader.</summary>
    public bool HearsSignals { get; set; }

    /// <summary>News were lost because the reader was too slow.</summary>
    public bool Lagged => lagged;

    public ChannelReader<LogNews> News => news.Reader;

    /// <summary>An entry came.</summary>
    public void Tell(LogEntry entry) => Write(new LogNews(entry, null));

    /// <summary>Where the log stands: found by looking, while entries may not come by themselves.</summary>
    public void TellHead(LogHead head) => Write(new LogNews(null, head));

    /// <summary>A signal came. One that finds no room is lost; the reader goes on.</summary>
    public void Tell(Signal signal)
    {
        if (!HearsSignals)
        {
            return;
        }

        var box = signals ?? Interlocked.CompareExchange(ref signals, new SignalMailbox(MaxSignals), null) ?? signals;
        if (box.Put(signal) && !news.Writer.TryWrite(default))
        {
            // So far behind that it is about to be told that it lagged: signals would not be current any more.
            box.TakeAll([]);
        }
    }

    /// <summary>Moves the signals that wait to <paramref name="output"/>.</summary>
    public void TakeSignals(ICollection<Signal> output) => Volatile.Read(ref signals)?.TakeAll(output);

    /// <summary>The reader may follow: the conversation is its tenant's.</summary>
    public void LetIn(Guid tenantId) => topic.LetIn(tenantId);

    public void Dispose()
    {
        news.Writer.TryComplete();
        topic.Leave(this);
    }

    private void Write(LogNews item)
    {
        if (!news.Writer.TryWrite(item) && !lagged)
        {
            lagged = true;
            news.Writer.TryComplete();
        }
    }
}
