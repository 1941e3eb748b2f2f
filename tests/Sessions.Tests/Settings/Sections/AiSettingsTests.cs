using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Settings.Sections;

public sealed class AiSettingsTests
{
    [Fact]
    public void Check_Defaults_AreFine() => Assert.Empty(new AiSettings().Check());

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(5, 6, true)]
    [InlineData(5, 4, false)]
    public void Check_TypingTimes_TheMostIsNotBelowTheLeast(int least, int most, bool isFine) =>
        Assert.Equal(
            isFine ? [] : ["/simulation/maxTypingMilliseconds out_of_range"],
            Faults(new AiSimulation { MinTypingMilliseconds = least, MaxTypingMilliseconds = most })
        );

    [Fact]
    public void Check_DelaysThatEndBeforeTheyBegin_AreEachNamed() =>
        Assert.Equal(
            [
                "/simulation/delivery/maxMilliseconds out_of_range",
                "/simulation/read/maxMilliseconds out_of_range",
                "/simulation/beforeTyping/maxMilliseconds out_of_range",
                "/simulation/betweenBubbles/maxMilliseconds out_of_range",
            ],
            Faults(
                new AiSimulation
                {
                    Delivery = Range(2, 1),
                    Read = Range(3, 2),
                    BeforeTyping = Range(1, 0),
                    BetweenBubbles = Range(60_000, 0),
                }
            )
        );

    [Theory]
    [InlineData("delivery")]
    [InlineData("read")]
    [InlineData("beforeTyping")]
    [InlineData("betweenBubbles")]
    public void Check_OneDelayEndsBeforeItBegins_IsTheOneNamed(string name)
    {
        var (wrong, fine) = (Range(2, 1), Range(1, 2));

        Assert.Equal(
            [$"/simulation/{name}/maxMilliseconds out_of_range"],
            Faults(
                new AiSimulation
                {
                    Delivery = name == "delivery" ? wrong : fine,
                    Read = name == "read" ? wrong : fine,
                    BeforeTyping = name == "beforeTyping" ? wrong : fine,
                    BetweenBubbles = name == "betweenBubbles" ? wrong : fine,
                }
            )
        );
    }

    [Fact]
    public void Check_DelayOfOneLength_IsFine() =>
        Assert.Empty(
            Faults(
                new AiSimulation
                {
                    Delivery = Range(0, 0),
                    Read = Range(1, 1),
                    BeforeTyping = Range(2, 2),
                    BetweenBubbles = Range(3, 3),
                }
            )
        );

    private static IEnumerable<string> Faults(AiSimulation simulation) =>
        new AiSettings { Simulation = simulation }
            .Check()
            .Select(fault => $"{fault.Pointer} {fault.Code}");

    private static DelayRange Range(int min, int max) => new() { MinMilliseconds = min, MaxMilliseconds = max };
}
