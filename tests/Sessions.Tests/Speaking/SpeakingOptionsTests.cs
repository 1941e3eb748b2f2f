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
}
