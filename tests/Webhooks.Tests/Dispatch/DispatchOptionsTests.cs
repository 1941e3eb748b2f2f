using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class DispatchOptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static TheoryData<string, Action<object>, bool> Bounds =>
        new()
        {
            { "MaxConcurrency, least", Set(o => o.MaxConcurrency = 1), true },
            { "MaxConcurrency, none", Set(o => o.MaxConcurrency = 0), false },
            { "MaxConcurrency, most", Set(o => o.MaxConcurrency = 1000), true },
            { "MaxConcurrency, too many", Set(o => o.MaxConcurrency = 1001), false },
            { "MaxConcurrencyPerSubscription, least", Set(o => o.MaxConcurrencyPerSubscription = 1), true },
            { "MaxConcurrencyPerSubscription, none", Set(o => o.MaxConcurrencyPerSubscription = 0), false },
            { "MaxConcurrencyPerSubscription, most", Set(o => o.MaxConcurrencyPerSubscription = 100), true },
            { "MaxConcurrencyPerSubscription, too many", Set(o => o.MaxConcurrencyPerSubscription = 101), false },
            { "AttemptTimeout, least", Set(o => o.AttemptTimeout = Tenth), true },
            { "AttemptTimeout, too short", Set(o => o.AttemptTimeout = Tenth - Tick), false },
            { "AttemptTimeout, most", Set(o => o.AttemptTimeout = Minute), true },
            { "AttemptTimeout, too long", Set(o => o.AttemptTimeout = Minute + Tick), false },
            { "ClaimLease, least", Set(o => o.ClaimLease = Second), true },
            { "ClaimLease, too short", Set(o => o.ClaimLease = Second - Tick), false },
            { "ClaimLease, most", Set(o => o.ClaimLease = 10 * Minute), true },
            { "ClaimLease, too long", Set(o => o.ClaimLease = (10 * Minute) + Tick), false },
            { "RetryDelays, most", Set(o => o.RetryDelays = new TimeSpan[20]), true },
            { "RetryDelays, too many", Set(o => o.RetryDelays = new TimeSpan[21]), false },
            { "Jitter, none", Set(o => o.Jitter = 0), true },
            { "Jitter, negative", Set(o => o.Jitter = -0.01), false },
            { "Jitter, most", Set(o => o.Jitter = 0.5), true },
            { "Jitter, too much", Set(o => o.Jitter = 0.51), false },
            { "MaxRetryAfter, least", Set(o => o.MaxRetryAfter = Second), true },
            { "MaxRetryAfter, too short", Set(o => o.MaxRetryAfter = Second - Tick), false },
            { "MaxRetryAfter, most", Set(o => o.MaxRetryAfter = Week), true },
            { "MaxRetryAfter, too long", Set(o => o.MaxRetryAfter = Week + Tick), false },
            { "PollInterval, least", Set(o => o.PollInterval = Tenth), true },
            { "PollInterval, too short", Set(o => o.PollInterval = Tenth - Tick), false },
            { "PollInterval, most", Set(o => o.PollInterval = Minute), true },
            { "PollInterval, too long", Set(o => o.PollInterval = Minute + Tick), false },
        };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Validate_Bound_IsTakenAndWhatIsBeyondNamed(string bound, Action<object> set, bool isTaken)
    {
        var options = new DispatchOptions();
        set(options);

        var result = new DispatchOptionsValidator().Validate(null, options);

        Assert.Equal(isTaken, result.Succeeded);
        Assert.Contains(isTaken ? "" : bound.Split(',')[0], result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_Pass()
    {
        Assert.True(new DispatchOptionsValidator().Validate(null, new DispatchOptions()).Succeeded);
        Assert.True(new DispatchOptionsRules().Validate(null, new DispatchOptions()).Succeeded);
    }

    [Fact]
    public void Validate_DelaysWithinBounds_Pass() =>
        Assert.True(
            new DispatchOptionsRules()
                .Validate(null, new DispatchOptions { RetryDelays = [TimeSpan.Zero, Week] })
                .Succeeded
        );

    [Fact]
    public void Validate_DelaysOutOfBounds_AreNamedByTheirPlaces()
    {
        var options = new DispatchOptions { RetryDelays = [-Tick, Minute, Week + Tick] };

        var result = new DispatchOptionsRules().Validate(null, options);

        Assert.Equal(
            [
                "Webhooks:Dispatch:RetryDelays:0 must be between 0 and 7 days.",
                "Webhooks:Dispatch:RetryDelays:2 must be between 0 and 7 days.",
            ],
            result.Failures
        );
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(64, 48)]
    [InlineData(1000, 750)]
    public void MaxConcurrencyPerTenant_OfAll_LeavesAQuarterToOthers(int all, int share) =>
        Assert.Equal(share, new DispatchOptions { MaxConcurrency = all }.MaxConcurrencyPerTenant);

    [Fact]
    public void RenewalInterval_OfTheLease_IsAThird() =>
        Assert.Equal(
            TimeSpan.FromSeconds(4),
            new DispatchOptions { ClaimLease = TimeSpan.FromSeconds(12) }.RenewalInterval
        );

    private static Action<object> Set(Action<DispatchOptions> set) => options => set((DispatchOptions)options);
}
