using System.Globalization;
using Chat.Sessions.Conversations;
using Chat.Sessions.Speaking;

namespace Chat.Sessions.Tests.Speaking;

public sealed class SpeakingOptionsTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() =>
        Assert.True(new SpeakingOptionsValidator().Validate(null, new SpeakingOptions()).Succeeded);

    [Fact]
    public void Validate_LeaseTooShortForTheWindow_SaysSo()
    {
        var options = new SpeakingOptions { ResumeWindow = TimeSpan.FromSeconds(8) };

        var result = new SpeakingOptionsValidator().Validate(null, options);

        Assert.Contains("must be shorter than LeaseTtl", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralFaults_NamesAll()
    {
        var options = new SpeakingOptions { MaxReplies = 0, RenewInterval = TimeSpan.Zero };

        var result = new SpeakingOptionsValidator().Validate(null, options);

        Assert.Contains("MaxReplies", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("RenewInterval", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(11)]
    public void Validate_FirstLeaseOfAFractionOrTooLong_SaysSo(double seconds)
    {
        var options = new SpeakingOptions { FirstLeaseTtl = TimeSpan.FromSeconds(seconds) };

        var result = new SpeakingOptionsValidator().Validate(null, options);

        Assert.Contains("FirstLeaseTtl", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_FirstLeaseAsLongAsTheOthers_Succeeds() =>
        Assert.True(
            new SpeakingOptionsValidator()
                .Validate(null, new SpeakingOptions { FirstLeaseTtl = TimeSpan.FromSeconds(10) })
                .Succeeded
        );

    [Fact]
    public void Validate_LeaseNoLongerThanRenewalAndWindow_SaysSo()
    {
        var options = new SpeakingOptions { ResumeWindow = TimeSpan.FromSeconds(7) };

        var result = new SpeakingOptionsValidator().Validate(null, options);

        Assert.Contains("must be shorter than LeaseTtl", result.FailureMessage, StringComparison.Ordinal);
    }

    // The store drops the fraction: 4.9 seconds would pass for enough here and hold for 4 there.
    [Fact]
    public void Validate_LeaseOfAFraction_SaysSo()
    {
        var options = new SpeakingOptions
        {
            LeaseTtl = TimeSpan.FromSeconds(4.9),
            RenewInterval = TimeSpan.FromSeconds(3),
            ResumeWindow = TimeSpan.FromSeconds(1.5),
        };

        var result = new SpeakingOptionsValidator().Validate(null, options);

        Assert.Contains("whole seconds", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:01", false)]
    [InlineData("00:00:02", true)]
    [InlineData("00:01:00", true)]
    [InlineData("00:01:01", false)]
    public void Validate_LeaseTtl_IsWithinItsBounds(string time, bool isFine) =>
        Assert.Equal(
            isFine,
            IsFine(
                new SpeakingOptions
                {
                    LeaseTtl = Span(time),
                    FirstLeaseTtl = TimeSpan.FromSeconds(1),
                    RenewInterval = TimeSpan.FromSeconds(0.1),
                    ResumeWindow = TimeSpan.FromSeconds(0.1),
                }
            )
        );

    [Theory]
    [InlineData("00:00:00", false)]
    [InlineData("00:00:01", true)]
    [InlineData("00:01:00", true)]
    [InlineData("00:01:01", false)]
    public void Validate_FirstLeaseTtl_IsWithinItsBounds(string time, bool isFine) =>
        Assert.Equal(
            isFine,
            IsFine(new SpeakingOptions { LeaseTtl = TimeSpan.FromMinutes(1), FirstLeaseTtl = Span(time) })
        );

    [Theory]
    [InlineData("00:00:00.0999999", false)]
    [InlineData("00:00:00.1", true)]
    [InlineData("00:00:30", true)]
    [InlineData("00:00:30.0000001", false)]
    public void Validate_RenewIntervalAndResumeWindow_AreWithinTheirBounds(string time, bool isFine)
    {
        var minute = new SpeakingOptions { LeaseTtl = TimeSpan.FromMinutes(1) };

        Assert.Equal(isFine, IsFine(With(minute, renew: Span(time), resume: minute.ResumeWindow)));
        Assert.Equal(isFine, IsFine(With(minute, renew: minute.RenewInterval, resume: Span(time))));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Validate_MaxReplies_AreWithinTheirBounds(int most, bool isFine) =>
        Assert.Equal(isFine, IsFine(new SpeakingOptions { MaxReplies = most }));

    [Theory]
    [InlineData(ConversationStatus.Open, "taken_over")]
    [InlineData(ConversationStatus.Queued, "taken_over")]
    [InlineData(ConversationStatus.Assigned, "taken_over")]
    [InlineData(ConversationStatus.Pending, "taken_over")]
    [InlineData(ConversationStatus.Resolved, "stopped")]
    [InlineData(ConversationStatus.Closed, "stopped")]
    [InlineData(ConversationStatus.Abandoned, "stopped")]
    [InlineData(ConversationStatus.Archived, "stopped")]
    internal void OfCut_Status_IsTakenOverWhileItIsLive(ConversationStatus status, string reason) =>
        Assert.Equal(reason, StopReasons.OfCut(status));

    private static SpeakingOptions With(SpeakingOptions options, TimeSpan renew, TimeSpan resume) =>
        new()
        {
            LeaseTtl = options.LeaseTtl,
            RenewInterval = renew,
            ResumeWindow = resume,
        };

    private static TimeSpan Span(string time) => TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    private static bool IsFine(SpeakingOptions options) =>
        new SpeakingOptionsValidator().Validate(null, options).Succeeded;
}
