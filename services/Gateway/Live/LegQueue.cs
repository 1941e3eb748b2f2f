using System.Threading.Channels;

namespace Chat.Gateway.Live;

/// <summary>A leg's items for a reader that comes for them.</summary>
internal sealed class LegQueue(int capacity) : ILegReader
{
    private readonly Channel<LiveItem> items = Channel.CreateBounded<LiveItem>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = false }
    );

    public ChannelReader<LiveItem> Items => items.Reader;

    public bool TryTake(LiveItem item) => items.Writer.TryWrite(item);

    public void LegEnded(LegEnd end) => items.Writer.TryComplete();
}
