using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Reason = Chat.Contracts.Sessions.V1.SubscriptionEnded.Types.Reason;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Live;

[Trait("Level", "Component")]
public sealed class FollowTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Follow_FromTheBeginning_GivesWhatIsThereAndWhatComes()
    {
        var posted = await visitor.PostAsync("1");
        using var follower = new Follower(visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        var subscribed = await follower.SubscribedAsync();

        await visitor.PostAsync("2", posted.Conversation.Id);

        Assert.Equal(posted.Conversation.Epoch, subscribed.Epoch);
        Assert.False(subscribed.Reset);
        var entries = await follower.NextAsync(2);
        Assert.Equal(["1", "2"], entries.Select(entry => entry.Message.Text));
        Assert.Equal([1L, 2L], entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Follow_PostOnAnotherInstance_Arrives()
    {
        var posted = await visitor.PostAsync("1");
        using var follower = new Follower(visitor.At(sessions.B));
        await follower.SubscribeAsync(visitor, posted.Conversation.Id, Cursor(posted, 1));
        await follower.SubscribedAsync();

        await visitor.PostAsync("2", posted.Conversation.Id);

        Assert.Equal("2", (await follower.NextAsync()).Message.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(149)]
    [InlineData(249)]
    [InlineData(250)]
    public async Task Follow_FromAnySequence_GivesExactlyTheRest(int from)
    {
        const int Count = 250;
        var posted = await visitor.PostAsync("1");
        await Task.WhenAll(
            Enumerable.Range(2, Count - 1).Select(i => visitor.PostAsync("m" + i, posted.Conversation.Id))
        );
        using var follower = new Follower(visitor);

        await follower.SubscribeAsync(visitor, posted.Conversation.Id, Cursor(posted, from));
        await follower.SubscribedAsync();
        await visitor.PostAsync("last", posted.Conversation.Id);

        var entries = await follower.NextAsync(Count + 1 - from);
        Assert.Equal(
            Enumerable.Range(from + 1, Count + 1 - from).Select(i => (long)i),
            entries.Select(entry => entry.Sequence)
        );
    }

    [Fact]
    public async Task Follow_WhileManyPost_GivesEachOnceInOrder()
    {
        var posted = await visitor.PostAsync("1");
        using var follower = new Follower(visitor.At(sessions.B));
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(i => (i % 2 == 0 ? visitor : visitor.At(sessions.B)).PostAsync("m" + i, posted.Conversation.Id))
        );

        var entries = await follower.NextAsync(101);
        Assert.Equal(Enumerable.Range(1, 101).Select(i => (long)i), entries.Select(entry => entry.Sequence));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follow_WholeReply_GivesStartDeltasAndMessage(bool onAnotherInstance)
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var follower = new Follower(onAnotherInstance ? visitor.At(sessions.B) : visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id, Cursor(posted, 1));
        await follower.SubscribedAsync();
        using var speaking = await SpeakAsync(posted, "Be", "cau");

        var started = await follower.NextAsync();
        await speaking.SayAsync(posted.Lease.ReplyId, 5, "se.");
        await speaking.SendAsync(new Wire.SpeakRequest { Commit = SpeakingCaller.Commit("Because.") });
        var (text, message) = await follower.ReadReplyAsync();

        Assert.Equal(posted.Lease.ReplyId, started.ReplyStarted.ReplyId);
        Assert.Equal(posted.Message.Id, started.ReplyStarted.InReplyTo);
        Assert.StartsWith("Becau", text, StringComparison.Ordinal);
        Assert.Equal("Because.", message.Text);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 3)]
    [InlineData(true, 0)]
    [InlineData(true, 3)]
    public async Task Follow_FromTheMiddleOfAReply_GivesTheTextSoFarAndTheRest(bool onAnotherInstance, int offset)
    {
        const string Said = "The answer is long";
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = await SpeakAsync(posted, Said);
        await SaidAsync(posted, Said);
        using var follower = new Follower(onAnotherInstance ? visitor.At(sessions.B) : visitor);
        var cursor = Cursor(posted, 1);
        (cursor.ReplyId, cursor.Offset) = (posted.Lease.ReplyId, offset);

        await follower.SubscribeAsync(visitor, posted.Conversation.Id, cursor);
        await follower.SubscribedAsync();
        var ticking = TickAsync(speaking, posted, Said.Length);
        var (text, message) = await follower.ReadReplyAsync(offset);
        var whole = await ticking;

        Assert.Equal(whole[offset..], text);
        Assert.Equal(whole, message.Text);
    }

    [Fact]
    public async Task Follow_ReplyEndedWhileAway_GivesItsMessageOnly()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");
        using var follower = new Follower(visitor);
        var cursor = Cursor(posted, 1);
        (cursor.ReplyId, cursor.Offset) = (posted.Lease.ReplyId, 4);

        await follower.SubscribeAsync(visitor, posted.Conversation.Id, cursor);
        await follower.SubscribedAsync();

        Assert.Equal("Because.", (await follower.NextAsync()).Message.Text);
    }

    [Fact]
    public async Task Follow_AnotherEpoch_StartsAgainFromTheBeginning()
    {
        var posted = await visitor.PostAsync("1");
        using var follower = new Follower(visitor);
        var cursor = Cursor(posted, 1);
        cursor.Epoch -= 1;

        await follower.SubscribeAsync(visitor, posted.Conversation.Id, cursor);

        Assert.True((await follower.SubscribedAsync()).Reset);
        Assert.Equal("1", (await follower.NextAsync()).Message.Text);
    }

    [Fact]
    public async Task Follow_CursorBeyondTheLog_StartsAgainFromTheBeginning()
    {
        var posted = await visitor.PostAsync("1");
        using var follower = new Follower(visitor);

        await follower.SubscribeAsync(visitor, posted.Conversation.Id, Cursor(posted, 7));

        Assert.True((await follower.SubscribedAsync()).Reset);
        Assert.Equal("1", (await follower.NextAsync()).Message.Text);
    }

    [Fact]
    public async Task Follow_AnothersConversation_EndsNotFound()
    {
        var posted = await visitor.PostAsync("mine");
        using var follower = new Follower(visitor);

        await follower.SubscribeAsync(Caller.Visitor(sessions.A, visitor.Principal.TenantId), posted.Conversation.Id);

        Assert.Equal(Reason.NotFound, (await follower.NextResponseAsync()).Ended.Reason);
    }

    [Fact]
    public async Task Follow_AnotherTenantsConversation_EndsNotFound()
    {
        var posted = await visitor.PostAsync("mine");
        using var follower = new Follower(visitor);

        await follower.SubscribeAsync(Caller.Of(sessions.A, PrincipalKind.SecretKey), posted.Conversation.Id);

        Assert.Equal(Reason.NotFound, (await follower.NextResponseAsync()).Ended.Reason);
    }

    [Fact]
    public async Task Follow_BadToken_EndsUnauthenticated()
    {
        using var follower = new Follower(visitor);

        await follower.SubscribeAsync("no token", Ids.NewText());

        Assert.Equal(Reason.Unauthenticated, (await follower.NextResponseAsync()).Ended.Reason);
    }

    [Fact]
    public async Task Follow_WithoutScope_IsForbidden()
    {
        var plain = new Caller(sessions.A, visitor.Principal with { Scopes = new HashSet<string>() });
        using var follower = new Follower(plain);

        var refusal = await Caller.RefusalAsync(follower.NextResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task Follow_ManySubscriptionsOnOneCall_EachGetsItsOwn()
    {
        const int Count = 500;
        var posted = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => visitor.PostAsync("m" + i.ToString())));
        using var follower = new Follower(visitor);
        for (var i = 0; i < Count; i++)
        {
            await follower.SubscribeAsync(visitor, posted[i].Conversation.Id, id: i + 1);
        }

        var seen = new Dictionary<long, string>();
        while (seen.Count < Count)
        {
            var response = await follower.NextResponseAsync();
            if (response.Entries is { } entries)
            {
                seen.Add(response.SubscriptionId, Assert.Single(entries.Entries).Message.Text);
            }
        }

        Assert.All(seen, pair => Assert.Equal("m" + (pair.Key - 1), pair.Value));
    }

    [Fact]
    public async Task Follow_Unsubscribed_TheIdCanBeUsedAgain()
    {
        var posted = await visitor.PostAsync("1");
        using var follower = new Follower(visitor);
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);
        await follower.SubscribedAsync();
        await follower.NextAsync();

        await follower.SendAsync(new Wire.FollowRequest { Unsubscribe = new Wire.Unsubscribe { SubscriptionId = 1 } });
        await follower.SubscribeAsync(visitor, posted.Conversation.Id);

        await follower.SubscribedAsync();
        Assert.Equal("1", (await follower.NextAsync()).Message.Text);
    }

    private static Wire.Cursor Cursor(Wire.PostMessageResponse posted, long sequence) =>
        new() { Epoch = posted.Conversation.Epoch, Sequence = sequence };

    private async Task<SpeakingCaller> SpeakAsync(Wire.PostMessageResponse posted, params string[] deltas)
    {
        var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();
        var offset = 0;
        foreach (var delta in deltas)
        {
            await speaking.SayAsync(posted.Lease.ReplyId, offset, delta);
            offset += delta.Length;
        }

        return speaking;
    }

    /// <summary>Goes on speaking at the pace of a provider, then commits; answers the whole text.</summary>
    private static async Task<string> TickAsync(SpeakingCaller speaking, Wire.PostMessageResponse posted, int offset)
    {
        var text = "The answer is long";
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 40 && await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken); i++)
        {
            var delta = " and longer";
            await speaking.SayAsync(posted.Lease.ReplyId, offset, delta);
            text += delta;
            offset += delta.Length;
        }

        await speaking.SendAsync(new Wire.SpeakRequest { Commit = SpeakingCaller.Commit(text) });
        return text;
    }

    private Task SaidAsync(Wire.PostMessageResponse posted, string text) =>
        Eventually.TrueAsync(
            () => sessions.A.Get<ActiveReplies>().Find(Guid.Parse(posted.Conversation.Id))?.TextSoFar() == text,
            TestContext.Current.CancellationToken
        );
}
