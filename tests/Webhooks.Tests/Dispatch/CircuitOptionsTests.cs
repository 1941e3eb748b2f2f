using System.Globalization;
using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class CircuitOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass()
    {
        Assert.True(new CircuitOptionsRules().Validate(null, new CircuitOptions()).Succeeded);
        Assert.True(new CircuitOptionsValidator().Validate(null, new CircuitOptions()).Succeeded);
    }

    [Fact]
    public void Validate_LongestPauseBelowTheFirst_SaysWhatToRaise()
    {
        var result = new CircuitOptionsRules().Validate(
            null,
            new CircuitOptions { Pause = TimeSpan.FromMinutes(10), MaxPause = TimeSpan.FromMinutes(5) }
        );

        Assert.Contains("Webhooks:Circuit:MaxPause", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Validate_ThresholdOutOfRange_Fails(int threshold) =>
        Assert.True(
            new CircuitOptionsValidator().Validate(null, new CircuitOptions { FailureThreshold = threshold }).Failed
        );

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Validate_ThresholdAtItsBounds_Passes(int threshold) =>
        Assert.True(
            new CircuitOptionsValidator().Validate(null, new CircuitOptions { FailureThreshold = threshold }).Succeeded
        );

    [Theory]
    [InlineData("00:00:00.1000000", "1.00:00:00", "00:00:01", true)]
    [InlineData("01:00:00", "01:00:00", "90.00:00:00", true)]
    [InlineData("00:00:00.0999999", "1.00:00:00", "00:00:01", false)]
    [InlineData("01:00:00.0000001", "1.00:00:00", "00:00:01", false)]
    [InlineData("00:00:01", "00:00:00.0999999", "00:00:01", false)]
    [InlineData("00:00:01", "1.00:00:00.0000001", "00:00:01", false)]
    [InlineData("00:00:01", "01:00:00", "00:00:00.9999999", false)]
    [InlineData("00:00:01", "01:00:00", "90.00:00:00.0000001", false)]
    public void Validate_Times_MustBeWithinTheirBounds(string pause, string maxPause, string disableAfter, bool isTaken)
    {
        var options = new CircuitOptions
        {
            Pause = TimeSpan.Parse(pause, CultureInfo.InvariantCulture),
            MaxPause = TimeSpan.Parse(maxPause, CultureInfo.InvariantCulture),
            DisableAfter = TimeSpan.Parse(disableAfter, CultureInfo.InvariantCulture),
        };

        Assert.Equal(isTaken, new CircuitOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Validate_BothPausesAlike_Passes()
    {
        var options = new CircuitOptions { Pause = TimeSpan.FromMinutes(1), MaxPause = TimeSpan.FromMinutes(1) };

        Assert.True(new CircuitOptionsRules().Validate(null, options).Succeeded);
    }
}
