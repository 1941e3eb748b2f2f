using System.Globalization;
using Chat.ServiceDefaults;
using Chat.Sessions.Ratings;

namespace Chat.Sessions.Tests.Ratings;

/// <summary>A rating as REST shows it, and the operator's options for it.</summary>
public sealed class RatingAnswerTests
{
    private static readonly Rating Thumb = new()
    {
        Kind = RatingKind.Thumbs,
        Value = 1,
        FollowUp = ["fast"],
        Comment = "Thanks",
        AgentId = Ids.New(),
        RatedAt = DateTime.UnixEpoch,
        UpdatedAt = DateTime.UnixEpoch.AddHours(1),
    };

    [Fact]
    public void From_Rating_ShowsEachField()
    {
        var conversation = Ids.New();

        Assert.Equal(
            new RatingAnswer
            {
                ConversationId = conversation,
                Type = "thumbs",
                Value = 1,
                Satisfaction = 5,
                FollowUp = Thumb.FollowUp,
                Comment = "Thanks",
                AgentId = Thumb.AgentId,
                RatedAt = DateTime.UnixEpoch,
                UpdatedAt = DateTime.UnixEpoch.AddHours(1),
            },
            RatingAnswer.From(conversation, Thumb)
        );
    }

    [Fact]
    public void From_PlainRatingOfNobody_HasNeitherTypeNorAgent()
    {
        var answer = RatingAnswer.From(
            Ids.New(),
            new Rating
            {
                Kind = RatingKind.Legacy,
                Value = 3,
                FollowUp = [],
                RatedAt = DateTime.UnixEpoch,
                UpdatedAt = DateTime.UnixEpoch,
            }
        );

        Assert.Equal((null, null, null, 3), (answer.Type, answer.AgentId, answer.Comment, answer.Satisfaction));
    }

    [Theory]
    [InlineData("-00:00:00.0000001", false)]
    [InlineData("00:00:00", true)]
    [InlineData("30.00:00:00", true)]
    [InlineData("30.00:00:00.0000001", false)]
    public void Validate_CorrectionWindow_IsUpToThirtyDays(string time, bool isFine) =>
        Assert.Equal(
            isFine,
            new RatingOptionsValidator()
                .Validate(
                    null,
                    new RatingOptions { CorrectionWindow = TimeSpan.Parse(time, CultureInfo.InvariantCulture) }
                )
                .Succeeded
        );
}
