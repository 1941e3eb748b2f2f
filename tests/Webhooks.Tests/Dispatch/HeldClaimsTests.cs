using Chat.Testing.Time;
using Chat.Webhooks.Dispatch;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class HeldClaimsTests
{
    private static readonly TimeSpan Reliable = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly HeldClaims _claims;

    public HeldClaimsTests() =>
        _claims = new HeldClaims(Options.Create(new DispatchOptions { ClaimLease = TimeSpan.FromSeconds(10) }), _clock);

    [Fact]
    public void Hold_NotRenewed_LapsesBeforeTheLeaseEnds()
    {
        using var claim = _claims.Hold(Claimed());

        _clock.Advance(Reliable - Moment);
        Assert.False(claim.Lapsed.IsCancellationRequested);
        _clock.Advance(Moment);

        Assert.True(claim.Lapsed.IsCancellationRequested);
    }

    // The attempt may begin late: on a busy machine, or because the claim's answer took long.
    [Fact]
    public void Hold_BegunLate_CountsFromTheClaim()
    {
        var delivery = Claimed();
        _clock.Advance(TimeSpan.FromSeconds(8));
        using var claim = _claims.Hold(delivery);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(claim.Lapsed.IsCancellationRequested);
    }

    [Fact]
    public void Hold_BegunTooLate_HasLapsed()
    {
        var delivery = Claimed();
        _clock.Advance(TimeSpan.FromSeconds(60));

        using var claim = _claims.Hold(delivery);

        _clock.Advance(Moment);
        Assert.True(claim.Lapsed.IsCancellationRequested);
    }

    [Fact]
    public void Renewed_Held_CountsFromTheRequest()
    {
        using var claim = _claims.Hold(Claimed());
        _clock.Advance(TimeSpan.FromSeconds(3));
        var asked = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(2));

        _claims.Renewed([claim], asked);

        _clock.Advance(TimeSpan.FromSeconds(7) - Moment);
        Assert.False(claim.Lapsed.IsCancellationRequested);
        _clock.Advance(Moment);
        Assert.True(claim.Lapsed.IsCancellationRequested);
    }

    [Fact]
    public void Renewed_EndedMeanwhile_DoesNothing()
    {
        var claim = _claims.Hold(Claimed());
        claim.Dispose();

        _claims.Renewed([claim], _clock.GetTimestamp());

        Assert.Empty(_claims.OlderThan(TimeSpan.Zero));
        Assert.Equal(0, _clock.WaitingTimers);
    }

    [Fact]
    public void OlderThan_SomeRenewed_GivesTheOthers()
    {
        using var old = _claims.Hold(Claimed());
        using var renewed = _claims.Hold(Claimed());
        _clock.Advance(TimeSpan.FromSeconds(3));
        _claims.Renewed([renewed], _clock.GetTimestamp());
        using var fresh = _claims.Hold(Claimed());

        Assert.Equal(old, Assert.Single(_claims.OlderThan(TimeSpan.FromSeconds(3))));
        Assert.Empty(_claims.OlderThan(TimeSpan.FromSeconds(3) + Moment));
        Assert.Equal(3, _claims.OlderThan(TimeSpan.Zero).Count);
    }

    private ClaimedDelivery Claimed() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Claim = Guid.CreateVersion7(),
            ClaimedAt = _clock.GetTimestamp(),
            SubscriptionId = Guid.CreateVersion7(),
            EventId = Guid.CreateVersion7(),
            EventType = "message.created",
            Body = [],
            TraceParent = null,
            Failures = 0,
            Url = "https://example.com",
            SealedSecrets = [],
        };
}
