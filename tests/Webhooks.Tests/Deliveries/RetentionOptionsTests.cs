using Chat.Webhooks.Deliveries;

namespace Chat.Webhooks.Tests.Deliveries;

public sealed class RetentionOptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static TheoryData<string, Action<object>, bool> Bounds =>
        new()
        {
            { "Delivered, least", Set(o => o.Delivered = Minute), true },
            { "Delivered, too short", Set(o => o.Delivered = Minute - Tick), false },
            { "Delivered, most", Set(o => o.Delivered = Year), true },
            { "Delivered, too long", Set(o => o.Delivered = Year + Tick), false },
            { "Dead, least", Set(o => o.Dead = Minute), true },
            { "Dead, too short", Set(o => o.Dead = Minute - Tick), false },
            { "Dead, most", Set(o => o.Dead = Year), true },
            { "Dead, too long", Set(o => o.Dead = Year + Tick), false },
            { "SweepInterval, least", Set(o => o.SweepInterval = Tenth), true },
            { "SweepInterval, too short", Set(o => o.SweepInterval = Tenth - Tick), false },
            { "SweepInterval, most", Set(o => o.SweepInterval = Day), true },
            { "SweepInterval, too long", Set(o => o.SweepInterval = Day + Tick), false },
            { "BatchSize, least", Set(o => o.BatchSize = 1), true },
            { "BatchSize, none", Set(o => o.BatchSize = 0), false },
            { "BatchSize, most", Set(o => o.BatchSize = 10_000), true },
            { "BatchSize, too many", Set(o => o.BatchSize = 10_001), false },
        };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Validate_Bound_IsTakenAndWhatIsBeyondNamed(string bound, Action<object> set, bool isTaken)
    {
        var options = new RetentionOptions();
        set(options);

        var result = new RetentionOptionsValidator().Validate(null, options);

        Assert.Equal(isTaken, result.Succeeded);
        Assert.Contains(isTaken ? "" : bound.Split(',')[0], result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_Pass() =>
        Assert.True(new RetentionOptionsValidator().Validate(null, new RetentionOptions()).Succeeded);

    private static Action<object> Set(Action<RetentionOptions> set) => options => set((RetentionOptions)options);
}
