using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Ratings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Ratings;

public sealed class RatingRulesTests
{
    private static readonly RatingSettings Stars = new()
    {
        Enabled = true,
        Type = RatingType.Stars,
        FollowUpOptions = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["1"] = ["slow", "rude"],
            ["5"] = ["fast"],
        },
    };

    [Theory]
    [InlineData(null, "Legacy")]
    [InlineData("", "Legacy")]
    [InlineData("thumbs", "Thumbs")]
    [InlineData("stars", "Stars")]
    [InlineData("emoji", "Emoji")]
    [InlineData("Stars", null)]
    [InlineData("legacy", null)]
    [InlineData("hearts", null)]
    public void KindOf_Type_IsThatKind(string? type, string? kind) =>
        Assert.Equal(kind, RatingRules.KindOf(type)?.ToString());

    [Theory]
    [InlineData("Legacy", null)]
    [InlineData("Thumbs", "thumbs")]
    [InlineData("Stars", "stars")]
    [InlineData("Emoji", "emoji")]
    public void NameOf_Kind_IsReadAsItsKindAgain(string kind, string? name)
    {
        var parsed = Enum.Parse<RatingKind>(kind);

        Assert.Equal(name, RatingRules.NameOf(parsed));
        Assert.Equal(parsed, RatingRules.KindOf(name));
    }

    [Theory]
    [InlineData("thumbs", "Thumbs", 0, true)]
    [InlineData("thumbs", "Thumbs", 1, true)]
    [InlineData("thumbs", "Thumbs", -1, false)]
    [InlineData("thumbs", "Thumbs", 2, false)]
    [InlineData("stars", "Stars", 1, true)]
    [InlineData("stars", "Stars", 5, true)]
    [InlineData("stars", "Stars", 0, false)]
    [InlineData("stars", "Stars", 6, false)]
    [InlineData("emoji", "Emoji", 0, false)]
    [InlineData("emoji", "Emoji", 5, true)]
    [InlineData(null, "Thumbs", 0, false)]
    [InlineData(null, "Thumbs", 1, true)]
    [InlineData(null, "Thumbs", 5, true)]
    [InlineData(null, "Thumbs", 6, false)]
    [InlineData("stars", "Stars", null, false)]
    public void Check_ValueAtTheBounds_IsTakenUpToThem(string? type, string allowed, int? value, bool fine)
    {
        var settings = new RatingSettings { Enabled = true, Type = Enum.Parse<RatingType>(allowed) };

        Assert.Equal(fine ? [] : ["/value out_of_range"], Faults(Rate(type, value), settings));
    }

    [Theory]
    [InlineData("thumbs", true, "Thumbs", null)]
    [InlineData("thumbs", true, "Stars", "rating_disabled")]
    [InlineData("stars", true, "Emoji", "rating_disabled")]
    [InlineData("thumbs", false, "Thumbs", "rating_disabled")]
    [InlineData(null, false, "Thumbs", null)]
    public void Check_AnotherTypeThanTheSettings_IsDisabled(string? type, bool enabled, string allowed, string? code) =>
        Assert.Equal(
            code,
            RatingRules
                .Check(Rate(type, 1), new RatingSettings { Enabled = enabled, Type = Enum.Parse<RatingType>(allowed) })
                ?.Code
        );

    [Theory]
    [InlineData("stars", 1, "", true)]
    [InlineData("stars", 1, "rude", true)]
    [InlineData("stars", 1, "rude,slow", true)]
    [InlineData("stars", 1, "slow,slow", false)]
    [InlineData("stars", 1, "fast", false)]
    [InlineData("stars", 1, "Rude", false)]
    [InlineData("stars", 5, "fast", true)]
    [InlineData("stars", 3, "fast", false)]
    [InlineData(null, 5, "fast", false)]
    public void Check_FollowUp_IsOfTheValuesOptions(string? type, int value, string chosen, bool fine)
    {
        var request = Rate(type, value) with { FollowUp = chosen.Split(',', StringSplitOptions.RemoveEmptyEntries) };

        Assert.Equal(fine ? [] : ["/followUp unknown"], Faults(request, Stars));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void Check_CommentAtTheBounds_IsTakenUpToThem(int length, bool fine) =>
        Assert.Equal(
            fine ? [] : ["/comment length"],
            Faults(Rate("stars", 1) with { Comment = new string('c', length) }, Stars)
        );

    [Fact]
    public void Check_EverythingWrong_NamesAllAtOnce() =>
        Assert.Equal(
            ["/type unknown", "/value out_of_range", "/followUp unknown", "/comment characters"],
            Faults(Rate("hearts", 6) with { FollowUp = ["x"], Comment = "\0" }, Stars)
        );

    [Theory]
    [InlineData("Thumbs", 0, 1)]
    [InlineData("Thumbs", 1, 5)]
    [InlineData("Stars", 1, 1)]
    [InlineData("Emoji", 4, 4)]
    [InlineData("Legacy", 5, 5)]
    public void Satisfaction_OfAnyKind_IsOneToFive(string kind, int value, int expected)
    {
        var rating = new Rating
        {
            Kind = Enum.Parse<RatingKind>(kind),
            Value = value,
            FollowUp = [],
            RatedAt = DateTime.UnixEpoch,
            UpdatedAt = DateTime.UnixEpoch,
        };

        Assert.Equal(expected, rating.Satisfaction);
        Assert.Equal(expected, RatingAnswer.From(Ids.New(), rating).Satisfaction);
    }

    private static IEnumerable<string> Faults(RateConversation request, RatingSettings settings) =>
        (RatingRules.Check(request, settings) as Invalid)?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}")
        ?? [];

    private static RateConversation Rate(string? type, int? value) =>
        new()
        {
            Principal = new Principal
            {
                TenantId = Ids.New(),
                Subject = "v",
                Kind = PrincipalKind.Visitor,
            },
            ConversationId = Ids.New(),
            Type = type,
            Value = value,
        };
}
