using Chat.Sessions.Tests.Testing;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

/// <summary>What a speaker hears of those who follow it.</summary>
[Trait("Level", "Component")]
public sealed class SpeakFollowersTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Speak_ReaderGoneAndNobodyFollows_IsStopped()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();

        await speaking.SendAsync(
            new Wire.SpeakRequest { ReaderGone = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(50)) }
        );

        Assert.Equal("nobody_listening", (await speaking.NextAsync()).Stop.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Speak_SomebodyFollows_TheSpeakerIsTold(bool onAnotherInstance)
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextOfAllAsync();
        var told = speaking.NextOfAllAsync();
        await speaking.SayAsync(posted.Lease.ReplyId, 0, "Nobody hears");
        await SpeakingCaller.SaidAsync(sessions.A, posted, "Nobody hears");
        Assert.False(told.IsCompleted);

        using var follower = new Follower(onAnotherInstance ? visitor.At(sessions.B) : visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();
        await speaking.SayAsync(posted.Lease.ReplyId, 12, " this");

        Assert.NotNull((await told).Followed);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Speak_EndsWithoutAWord_FollowersHearThatItIsOver(bool onAnotherInstance, bool breaks)
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var follower = new Follower(onAnotherInstance ? visitor.At(sessions.B) : visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();
        await follower.NextAsync();
        Assert.Equal(posted.Lease.ReplyId, (await follower.NextAsync()).ReplyStarted?.ReplyId);

        await (
            breaks
                ? speaking.BreakAsync()
                : speaking.SendAsync(new Wire.SpeakRequest { Commit = new Wire.SpeakCommit() })
        );

        var ended = await follower.NextAsync();
        Assert.Equal((posted.Lease.ReplyId, 1), (ended.ReplyEnded?.ReplyId, ended.Sequence));
    }

    [Fact]
    public async Task Speak_ReaderGoneButFollowedOnAnotherInstance_GoesOnUntilThatOneLeaves()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var follower = new Follower(visitor.At(sessions.B));
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(
            new Wire.SpeakRequest
            {
                Begin = SpeakingCaller.Begin(posted),
                ReaderGone = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1)),
            }
        );
        await speaking.NextAsync();
        var stop = speaking.NextAsync();
        await speaking.SayAsync(posted.Lease.ReplyId, 0, "Still here");
        await SpeakingCaller.SaidAsync(sessions.A, posted, "Still here");
        Assert.False(stop.IsCompleted);

        follower.Dispose();

        Assert.Equal("nobody_listening", (await stop).Stop.Reason);
    }
}
