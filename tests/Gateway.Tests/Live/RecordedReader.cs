using Chat.Gateway.Live;

namespace Chat.Gateway.Tests.Live;

/// <summary>Remembers what a leg gave, as far as there was room.</summary>
internal sealed class RecordedReader(int room = int.MaxValue) : ILegReader
{
    /// <summary>What came.</summary>
    public List<LiveItem> Items { get; } = [];

    /// <summary>How often it was said that the leg is over, and why.</summary>
    public List<LegEnd> Ends { get; } = [];

    /// <summary>What came, if it is one thing only.</summary>
    public LiveItem Single => Assert.Single(Items);

    /// <inheritdoc/>
    public bool TryTake(LiveItem item)
    {
        if (Items.Count == room)
        {
            return false;
        }

        Items.Add(item);
        return true;
    }

    /// <inheritdoc/>
    public void LegEnded(LegEnd end) => Ends.Add(end);
}
