using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Pacing;

public sealed class DelaysTests
{
    private static readonly DelayRange Range = new() { MinMilliseconds = 100, MaxMilliseconds = 300 };

    [Theory]
    [InlineData(-1, 100)]
    [InlineData(0, 100)]
    [InlineData(0.5, 200)]
    [InlineData(1, 300)]
    [InlineData(7, 300)]
    public void At_Share_StaysInTheRange(double share, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Range.At(share));

    [Fact]
    public void Draw_Often_IsEverywhereInTheRange()
    {
        var random = new Random(7);

        var drawn = Enumerable.Range(0, 1_000).Select(_ => Range.Draw(random).TotalMilliseconds).ToList();

        Assert.All(drawn, static delay => Assert.InRange(delay, 100, 300));
        Assert.InRange(drawn.Min(), 100, 105);
        Assert.InRange(drawn.Max(), 295, 300);
    }
}
