using Chat.Contracts.Inference.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class ReplyOutcomeTests
{
    [Fact]
    public void Take_Nothing_IsNoFailureAndNotInTheLog()
    {
        var outcome = After();

        Assert.False(outcome.IsInLog);
        Assert.Null(outcome.Failure);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Take_AcceptedOnly_IsInTheLogWhereSomebodyElseSpeaks(bool follow, bool expected) =>
        Assert.Equal(expected, After(FakeReplies.Accepted(follow)).IsInLog);

    [Fact]
    public void Take_Delta_IsInTheLog() =>
        Assert.True(After(FakeReplies.Accepted(), FakeReplies.Delta("Hel", 0)).IsInLog);

    [Fact]
    public void Take_DoneBehindToolsAlone_IsInTheLog() =>
        Assert.True(
            After(
                FakeReplies.Accepted(),
                FakeReplies.Batch(
                    new ReplyEvent { ToolStarted = new ToolStarted() },
                    new ReplyEvent { Done = new ReplyDone { Manual = true } }
                )
            ).IsInLog
        );

    [Fact]
    public void Take_ToolAlone_IsNotInTheLog() =>
        Assert.False(
            After(FakeReplies.Accepted(), FakeReplies.Batch(new ReplyEvent { ToolStarted = new ToolStarted() })).IsInLog
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Take_ErrorWithNothingKept_IsTheFailure(bool retryable)
    {
        var outcome = After(FakeReplies.Accepted(), FakeReplies.Failed(retryable));

        Assert.Equal(("provider_error", "It broke."), (outcome.Failure!.Code, outcome.Failure.Message));
        Assert.Equal(retryable, outcome.Failure.IsRetryable());
    }

    [Fact]
    public void Take_ErrorBehindTextThatWasNotKept_IsTheFailure() =>
        Assert.NotNull(After(FakeReplies.Accepted(), FakeReplies.Delta("Hel", 0), FakeReplies.Failed()).Failure);

    [Fact]
    public void Take_ErrorWithAMessageKept_IsNone() =>
        Assert.Null(After(FakeReplies.Accepted(), FakeReplies.Failed(kept: FakeReplies.Message("Hel"))).Failure);

    private static ReplyOutcome After(params ReadOnlySpan<ReplyBatch> batches)
    {
        var outcome = new ReplyOutcome();
        foreach (var batch in batches)
        {
            outcome.Take(batch);
        }
        return outcome;
    }
}
