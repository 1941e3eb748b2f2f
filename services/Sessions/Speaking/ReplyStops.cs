namespace Chat.Sessions.Speaking;

/// <summary>Ends replies from outside.</summary>
internal sealed class ReplyStops(LeaseStore leases, StopSignals signals)
{
    /// <summary>A participant has heard enough of this reply. False: it is not being spoken.</summary>
    public async Task<bool> StopAsync(
        Guid tenantId,
        Guid conversationId,
        Guid replyId,
        CancellationToken cancellationToken
    )
    {
        var key = new LeaseKey(tenantId, conversationId, replyId, 0);
        if (await leases.StopAsync(key, StopReasons.Stopped, cancellationToken) is not { } fence)
        {
            return false;
        }

        signals.Send(conversationId, fence, StopReasons.Stopped);
        return true;
    }
}
