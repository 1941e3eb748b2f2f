using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Settings.Sections;

public sealed class RatingSettingsTests
{
    [Theory]
    [InlineData(RatingType.Thumbs, -1, false)]
    [InlineData(RatingType.Thumbs, 0, true)]
    [InlineData(RatingType.Thumbs, 1, true)]
    [InlineData(RatingType.Thumbs, 2, false)]
    [InlineData(RatingType.Stars, 0, false)]
    [InlineData(RatingType.Stars, 1, true)]
    [InlineData(RatingType.Stars, 5, true)]
    [InlineData(RatingType.Stars, 6, false)]
    [InlineData(RatingType.Emoji, 5, true)]
    internal void Allows_Value_IsOfTheTypesScale(RatingType type, int value, bool allowed) =>
        Assert.Equal(allowed, new RatingSettings { Type = type }.Allows(value));

    [Theory]
    [InlineData(20, 100, true)]
    [InlineData(21, 100, false)]
    [InlineData(20, 101, false)]
    public void Check_FollowUpOptions_AreBounded(int count, int length, bool allowed)
    {
        var settings = new RatingSettings
        {
            FollowUpOptions = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["1"] = [.. Enumerable.Repeat(new string('x', length), count)],
            },
        };

        Assert.Equal(allowed, !settings.Check().Any());
    }

    [Theory]
    [InlineData(RatingType.Thumbs, "0", true)]
    [InlineData(RatingType.Thumbs, "1", true)]
    [InlineData(RatingType.Thumbs, "2", false)]
    [InlineData(RatingType.Stars, "0", false)]
    [InlineData(RatingType.Stars, "5", true)]
    [InlineData(RatingType.Stars, "05", false)]
    [InlineData(RatingType.Emoji, "x", false)]
    [InlineData(RatingType.Emoji, "\u0665", false)]
    internal void Check_FollowUpOptionsOfAValue_AreOfOneThatCanBeGiven(RatingType type, string value, bool isFine) =>
        Assert.Equal(isFine ? [] : [$"/followUpOptions/{value} out_of_range"], Faults(type, value, "slow"));

    [Fact]
    public void Check_OptionOfNothing_IsRefused() =>
        Assert.Equal(["/followUpOptions/1 length"], Faults(RatingType.Stars, "1", "slow", ""));

    // A form finds the field by it (RFC 6901).
    [Fact]
    public void Check_ValueWithSignsOfAPointer_IsEscapedInIt() =>
        Assert.Equal(["/followUpOptions/a~1b~0c out_of_range"], Faults(RatingType.Stars, "a/b~c", "slow"));

    private static IEnumerable<string> Faults(RatingType type, string value, params string[] options) =>
        new RatingSettings
        {
            Type = type,
            FollowUpOptions = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                [value] = options,
            },
        }
            .Check()
            .Select(fault => $"{fault.Pointer} {fault.Code}");
}
