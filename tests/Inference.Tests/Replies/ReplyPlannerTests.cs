using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Replies;

public sealed class ReplyPlannerTests
{
    private static LeaseRequest Asked { get; } = new() { ReplyId = "r1" };

    [Fact]
    public void Decide_LeaseGranted_Answers()
    {
        var plan = ReplyPlanner.Decide(Asked, new PostMessageResponse { Lease = new Lease { Fence = 3 } });

        var answer = Assert.IsType<Answer>(plan);
        Assert.Equal(("r1", 3L), (answer.ReplyId, answer.Fence));
    }

    [Fact]
    public void Decide_SomebodyElseSpeaks_WaitsForTheTurn()
    {
        var plan = ReplyPlanner.Decide(Asked, new PostMessageResponse { BusyReplyId = "r0" });

        Assert.Equal(0, Assert.IsType<Answer>(plan).Fence);
    }

    [Fact]
    public void Decide_NeitherLeaseNorBusy_LeavesItToHumans() =>
        Assert.IsType<LeaveToHumans>(ReplyPlanner.Decide(Asked, new PostMessageResponse()));

    [Theory]
    [InlineData((int)ConversationStatus.Open, (int)HumanTurn.Queued)]
    [InlineData((int)ConversationStatus.Queued, (int)HumanTurn.Queued)]
    [InlineData((int)ConversationStatus.Assigned, (int)HumanTurn.HandedOver)]
    [InlineData((int)ConversationStatus.Pending, (int)HumanTurn.HandedOver)]
    public void LeftToHumans_Status_SaysWhetherAnAgentHasIt(int status, int turn)
    {
        var posted = new PostMessageResponse
        {
            Conversation = new Conversation { Status = (ConversationStatus)status },
        };

        var done = ReplyEvents.LeftToHumans(new LeaveToHumans(posted)).Done;

        Assert.True(done.Manual);
        Assert.Equal((HumanTurn)turn, done.HumanTurn);
    }

    [Fact]
    public void Decide_RetryOfAnAnsweredMessage_RepeatsTheAnswer()
    {
        var posted = new PostMessageResponse
        {
            Duplicate = true,
            ExistingReply = new Message { Id = "r0" },
        };

        Assert.Equal("r0", Assert.IsType<Repeat>(ReplyPlanner.Decide(Asked, posted)).Reply.Id);
    }

    [Fact]
    public void Decide_RetryWhileTheAnswerIsMade_Follows() =>
        Assert.IsType<Follow>(
            ReplyPlanner.Decide(
                Asked,
                new PostMessageResponse
                {
                    Duplicate = true,
                    Message = new Message { Id = "m1" },
                    BusyReplyId = "r0",
                    BusyAnswers = "m1",
                }
            )
        );

    [Fact]
    public void Decide_RetryWhileAnotherMessageIsAnswered_WaitsForTheTurn()
    {
        var plan = ReplyPlanner.Decide(
            Asked,
            new PostMessageResponse
            {
                Duplicate = true,
                Message = new Message { Id = "m2" },
                BusyReplyId = "r0",
                BusyAnswers = "m1",
            }
        );

        Assert.Equal(0, Assert.IsType<Answer>(plan).Fence);
    }

    [Fact]
    public void Decide_RegenerationWhileTheAnswerIsMade_WaitsForTheTurn()
    {
        var plan = ReplyPlanner.Decide(
            new LeaseRequest { ReplyId = "r1", Again = AnswerAgain.Always },
            new PostMessageResponse
            {
                Duplicate = true,
                Message = new Message { Id = "m1" },
                BusyReplyId = "r0",
                BusyAnswers = "m1",
            }
        );

        Assert.Equal(AnswerAgain.Always, Assert.IsType<Answer>(plan).Again);
    }

    [Fact]
    public void Decide_RetryOfAMessageThatWasNeverAnswered_Answers() =>
        Assert.IsType<Answer>(
            ReplyPlanner.Decide(
                Asked,
                new PostMessageResponse
                {
                    Duplicate = true,
                    Lease = new Lease { Fence = 1 },
                }
            )
        );
}
