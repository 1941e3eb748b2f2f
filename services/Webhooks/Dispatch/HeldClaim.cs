namespace Chat.Webhooks.Dispatch;

/// <summary>One claim of this instance, from its attempt's beginning until its result is stored.</summary>
internal sealed class HeldClaim : IDisposable
{
    private readonly HeldClaims _owner;
    private readonly CancellationTokenSource _lapsed;

    public HeldClaim(HeldClaims owner, ClaimedDelivery delivery, TimeProvider clock)
    {
        _owner = owner;
        _lapsed = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        (DeliveryId, Claim, HeldSince) = (delivery.Id, delivery.Claim, delivery.ClaimedAt);
    }

    public Guid DeliveryId { get; }

    public Guid Claim { get; }

    /// <summary>Timestamp of the last claim or renewal, taken before the database was asked.</summary>
    public long HeldSince { get; private set; }

    /// <summary>Cancelled when another instance may soon take the delivery: whoever still sends it must stop.</summary>
    public CancellationToken Lapsed => _lapsed.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        _owner.Remove(this);
        _lapsed.Dispose();
    }

    /// <summary>For <see cref="HeldClaims"/>, under its lock.</summary>
    public void HoldUnsynchronized(long since, TimeSpan left)
    {
        HeldSince = since;
        _lapsed.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
