using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Chat.Inference.Fakes;
using Chat.Inference.Replies;
using Chat.ServiceDefaults;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Speaking;

public sealed class ReplyPublishersTests
{
    [Theory]
    [InlineData(5, false, 0)]
    [InlineData(5, true, 0)]
    [InlineData(0, false, 50)]
    public async Task Create_Answer_BeginsWithWhatThePostGave(long fence, bool duplicate, int history)
    {
        var begin = await BeginAsync(fence, duplicate, followed: true);

        Assert.Equal((fence, duplicate, history), (begin!.Fence, begin.Again, begin.HistoryLimit));
        Assert.Equal(("r", "m1", "assistant"), (begin.ReplyId, begin.InReplyTo, begin.Speaker.Id));
    }

    [Fact]
    public async Task Create_NobodyWasKnownToFollow_ShowsNothingYet() =>
        Assert.Null(await BeginAsync(5, duplicate: false, followed: false));

    /// <summary>What the call begins with that shows text; null: none was opened.</summary>
    private static async Task<SpeakBegin?> BeginAsync(long fence, bool duplicate, bool followed)
    {
        var sessions = new FakeConversations { Serves = false };
        var service = new ServiceName("inference");
        await using var appender = new MessageAppender(sessions, new FakeTokens(), service);
        var options = Options.Create(new RepliesOptions());
        var log = new SpeakingLog(NullLogger<SpeakingLog>.Instance);
        var publishers = new ReplyPublishers(
            sessions,
            appender,
            new Speaker(options),
            service,
            log,
            new FakeTimeProvider(),
            options
        );
        var posted = FakeConversations.Granted(
            new PostMessageRequest
            {
                Lease = new LeaseRequest { ReplyId = "r" },
                Text = "Why?",
            }
        );
        (posted.Duplicate, posted.Followed) = (duplicate, followed);
        using var control = new ReplyControl();
        var publisher = publishers.Create(new Answer(posted, "r", fence, default), ReplyScene.Visitor, control);
        publisher.Append("Because");

        publisher.Show();

        var begin = followed ? await FirstAsync(sessions) : null;
        // A call that was opened has begun by the end of this.
        await publisher.DisposeAsync();
        return begin ?? (sessions.Calls.TryRead(out _) ? new SpeakBegin() : null);
    }

    private static async Task<SpeakBegin> FirstAsync(FakeConversations sessions)
    {
        var call = await sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        return (await call.UntilAsync(request => request.Begin is not null)).Begin;
    }
}
