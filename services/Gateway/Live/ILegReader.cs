namespace Chat.Gateway.Live;

/// <summary>Who reads a leg. Called by whoever takes in the server's words: must not wait.</summary>
internal interface ILegReader
{
    /// <summary>Takes the next item; false when there is no room for it: the leg is over then, and goes on behind the item before.</summary>
    bool TryTake(LiveItem item);

    /// <summary>The leg is over; called once, behind its last item.</summary>
    void LegEnded(LegEnd end);
}
