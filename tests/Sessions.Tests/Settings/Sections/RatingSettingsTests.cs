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
}
