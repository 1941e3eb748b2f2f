using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Replies;

public sealed class ReplyPlannerTests
{
    [Fact]
    public void Decide_LeaseGranted_Answers()
    {
        var plan = ReplyPlanner.Decide("r1", new PostMessageResponse { Lease = new Lease { Fence = 3 } });

        var answer = Assert.IsType<Answer>(plan);
        Assert.Equal(("r1", 3L), (answer.ReplyId, answer.Fence));
    }

    [Fact]
    public void Decide_SomebodyElseSpeaks_WaitsForTheTurn()
    {
        var plan = ReplyPlanner.Decide("r1", new PostMessageResponse { BusyReplyId = "r0" });

        Assert.Equal(0, Assert.IsType<Answer>(plan).Fence);
    }

    [Fact]
    public void Decide_NeitherLeaseNorBusy_LeavesItToHumans() =>
        Assert.IsType<LeaveToHumans>(ReplyPlanner.Decide("r1", new PostMessageResponse()));

    [Fact]
    public void Decide_RetryOfAnAnsweredMessage_RepeatsTheAnswer()
    {
        var posted = new PostMessageResponse
        {
            Duplicate = true,
            ExistingReply = new Message { Id = "r0" },
        };

        Assert.Equal("r0", Assert.IsType<Repeat>(ReplyPlanner.Decide("r1", posted)).Reply.Id);
    }

    [Fact]
    public void Decide_RetryWhileTheAnswerIsMade_Follows() =>
        Assert.IsType<Follow>(
            ReplyPlanner.Decide("r1", new PostMessageResponse { Duplicate = true, BusyReplyId = "r0" })
        );

    [Fact]
    public void Decide_RetryOfAMessageThatWasNeverAnswered_Answers() =>
        Assert.IsType<Answer>(
            ReplyPlanner.Decide(
                "r1",
                new PostMessageResponse
                {
                    Duplicate = true,
                    Lease = new Lease { Fence = 1 },
                }
            )
        );
}
