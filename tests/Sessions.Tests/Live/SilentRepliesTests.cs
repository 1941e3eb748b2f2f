using Chat.Sessions.Live;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Live;

/// <summary>Readers of a reply whose speaker died together with the instance that took it in.</summary>
[Trait("Level", "Component")]
public sealed class SilentRepliesTests(SessionsFixture sessions)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follow_SpeakerAndItsInstanceDied_HearsThatTheReplyIsOver()
    {
        var visitor = Caller.Visitor(sessions.A);
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var follower = new Follower(visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();
        await follower.NextAsync();
        // All that is left of the two: what they had told, and the lease of the message.
        sessions
            .A.Get<LogHub>()
            .Publish(
                Guid.Parse(posted.Conversation.Id),
                new Wire.LogEntry
                {
                    Sequence = posted.Message.Sequence,
                    ReplyStarted = new Wire.ReplyStarted { ReplyId = posted.Lease.ReplyId },
                }
            );
        Assert.Equal(posted.Lease.ReplyId, (await follower.NextAsync()).ReplyStarted.ReplyId);

        var time = new FakeTimeProvider();
        using var poller = new LogHeadPoller(
            sessions.A.Get<LogHub>(),
            sessions.A.Get<LogReads>(),
            sessions.A.Get<RedisLog>(),
            time,
            NullLogger<LogHeadPoller>.Instance
        );
        await poller.StartAsync(Token);
        var next = follower.NextAsync();
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(15));
                return next.IsCompleted;
            },
            Token
        );
        await poller.StopAsync(Token);

        Assert.Equal(posted.Lease.ReplyId, (await next).ReplyEnded.ReplyId);
    }

    [Fact]
    public async Task Heads_WhileAReplyIsSpoken_NameIt()
    {
        var visitor = Caller.Visitor(sessions.A);
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var follower = new Follower(visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();

        var conversation = Guid.Parse(posted.Conversation.Id);
        var topics = sessions.A.Get<LogHub>().Topics.Where(topic => topic.ConversationId == conversation).ToList();
        var heads = await sessions.A.Get<LogReads>().HeadsAsync(topics, Token);

        Assert.Equal([(conversation, new LogHead(1, posted.Lease.ReplyId))], heads);
    }
}
