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
}
