using Chat.Sessions.Log;

namespace Chat.Sessions.Tests.Log;

public sealed class LogOptionsTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.Null(Fault(new LogOptions()));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Validate_Lanes_AreOneToSixteen(int lanes, bool isFine) =>
        Check(nameof(LogOptions.Lanes), isFine, new LogOptions { Lanes = lanes });

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Validate_MaxBatch_IsOneToAThousand(int most, bool isFine) =>
        Check(nameof(LogOptions.MaxBatch), isFine, new LogOptions { MaxBatch = most });

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Validate_MaxWaiting_IsOneToAHundredThousand(int most, bool isFine) =>
        Check(nameof(LogOptions.MaxWaiting), isFine, new LogOptions { MaxWaiting = most });

    private static void Check(string name, bool isFine, LogOptions options)
    {
        if (isFine)
        {
            Assert.Null(Fault(options));
        }
        else
        {
            Assert.Contains(name, Fault(options), StringComparison.Ordinal);
        }
    }

    private static string? Fault(LogOptions options) =>
        new LogOptionsValidator().Validate(null, options).FailureMessage;
}
