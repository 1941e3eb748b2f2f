using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Speaking;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

/// <summary>The lease of a speaker that goes on, breaks off, or comes back.</summary>
[Trait("Level", "Component")]
public sealed class SpeakLossTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Speak_OpenCall_RenewsTheLease()
    {
        var posted = await visitor.PostAsync(visitor.Question("1"));
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();

        // Longer than the lease's two seconds: whoever asks meanwhile must find it held.
        await Eventually.TrueAsync(
            async () => await HeldForAsync(posted) > TimeSpan.FromSeconds(3),
            TestContext.Current.CancellationToken
        );
        var other = await visitor.PostAsync(visitor.Question("2", posted.Conversation.Id));

        Assert.Equal(posted.Lease.ReplyId, other.BusyReplyId);
    }

    // A speaker that dies before its call leaves nothing that ends the lease but its time: the visitor waits for that.
    [Fact]
    public async Task Speak_FirstCall_MakesTheShortLeaseOfTheMessageAWholeOne()
    {
        await using var instance = await sessions.StartAsync(
            ("Speaking:LeaseTtl", "00:01:00"),
            ("Speaking:FirstLeaseTtl", "00:00:01")
        );
        var there = visitor.At(instance);
        var posted = await there.PostAsync(there.Question("Why?"));
        using var speaking = new SpeakingCaller(there);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();

        Assert.Equal(TimeSpan.FromSeconds(1), (posted.Lease.ExpiresAt - posted.Message.CreatedAt).ToTimeSpan());
        Assert.True(await HeldForAsync(posted) > TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task Speak_BrokenCall_LeavesAnInterruptedMessage()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using (var speaking = new SpeakingCaller(visitor))
        {
            await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
            await speaking.NextAsync();
            await speaking.SayAsync(posted.Lease.ReplyId, 0, "Beca");
            await SpeakingCaller.SaidAsync(sessions.A, posted, "Beca");
            await speaking.BreakAsync();
        }

        await Eventually.TrueAsync(
            async () => (await visitor.ListAsync(posted.Conversation.Id)).Messages.Count == 2,
            TestContext.Current.CancellationToken
        );
        var stored = (await visitor.ListAsync(posted.Conversation.Id)).Messages[1];
        Assert.Equal("Beca", stored.Text);
        Assert.Equal(Wire.MessageState.Interrupted, stored.State);
        Assert.Equal("speaker_lost", stored.InterruptionReason);
        Assert.Equal(posted.Lease.ReplyId, stored.Id);
    }

    [Fact]
    public async Task Speak_BrokenCallWithoutText_FreesTheLease()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using (var speaking = new SpeakingCaller(visitor))
        {
            await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
            await speaking.NextAsync();
            await speaking.BreakAsync();
        }

        await Eventually.TrueAsync(
            () => sessions.A.Get<ActiveReplies>().Find(Guid.Parse(posted.Conversation.Id)) is null,
            TestContext.Current.CancellationToken
        );

        var next = await visitor.PostAsync(visitor.Question("Again?", posted.Conversation.Id));
        Assert.NotNull(next.Lease);
        Assert.Equal(2, next.Message.Sequence);
    }

    [Fact]
    public async Task Speak_SpeakerGoneBeforeItHearsThatItMay_IsLetGo()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));

        await Assert.ThrowsAsync<IOException>(() =>
            sessions
                .A.Get<SpeakHandler>()
                .HandleAsync(
                    new OneRequest(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) }),
                    new NobodyThere(),
                    visitor.Principal.TenantId,
                    TestContext.Current.CancellationToken
                )
        );

        await Eventually.TrueAsync(
            () => sessions.A.Get<ActiveReplies>().Find(Guid.Parse(posted.Conversation.Id)) is null,
            TestContext.Current.CancellationToken
        );
        Assert.NotNull((await visitor.PostAsync(visitor.Question("Again?", posted.Conversation.Id))).Lease);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Speak_ResumedInTime_CommitsTheWholeReply(bool onAnotherInstance)
    {
        // On a clock of its own: a busy machine lets the window run out before anybody can come back.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var instance = await sessions.StartAsync(time);
        var there = visitor.At(instance);
        var posted = await there.PostAsync(there.Question("Why?"));
        using (var broken = new SpeakingCaller(there))
        {
            await broken.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
            await broken.NextAsync();
            await broken.SayAsync(posted.Lease.ReplyId, 0, "Beca");
            await SpeakingCaller.SaidAsync(instance, posted, "Beca");
            await broken.BreakAsync();
        }

        using var resumed = new SpeakingCaller(onAnotherInstance ? visitor : there);
        await resumed.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted, "Beca") });
        await resumed.NextAsync();
        await resumed.SayAsync(posted.Lease.ReplyId, 4, "use");

        // The window of the broken call runs out meanwhile; the lease is renewed twice as long.
        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return await HeldForAsync(posted) > TimeSpan.FromSeconds(3);
            },
            TestContext.Current.CancellationToken
        );
        await resumed.SendAsync(new Wire.SpeakRequest { Commit = SpeakingCaller.Commit("Because.") });
        await resumed.NextAsync();

        var messages = (await visitor.ListAsync(posted.Conversation.Id)).Messages;
        Assert.Equal(["Why?", "Because."], messages.Select(message => message.Text));
    }

    [Fact]
    public async Task Speak_InstanceStops_EndsUnavailableAndGoesOnElsewhere()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var stopping = await sessions.StartAsync();
        using var broken = new SpeakingCaller(visitor.At(stopping));
        await broken.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await broken.NextAsync();
        await broken.SayAsync(posted.Lease.ReplyId, 0, "Beca");
        await SpeakingCaller.SaidAsync(stopping, posted, "Beca");
        var ended = Caller.RefusalAsync(broken.NextAsync);

        await stopping.DisposeAsync();
        using var resumed = new SpeakingCaller(visitor);
        await resumed.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted, "Beca") });
        await resumed.NextAsync();
        await resumed.SendAsync(new Wire.SpeakRequest { Commit = SpeakingCaller.Commit("Because.") });

        Assert.IsType<Unavailable>((await ended).ToError());
        Assert.Equal("Because.", (await resumed.NextAsync()).Committed.Message.Text);
    }

    /// <summary>From when the lease was given until when it holds now.</summary>
    private async Task<TimeSpan> HeldForAsync(Wire.PostMessageResponse posted)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select lease_expires_at from conversations where id = $1"
        );
        command.Parameters.AddWithValue(Guid.Parse(posted.Conversation.Id));
        var expiry = (DateTime)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        return expiry - posted.Message.CreatedAt.ToDateTime();
    }

    private sealed class OneRequest(Wire.SpeakRequest request) : IAsyncStreamReader<Wire.SpeakRequest>
    {
        private bool isRead;

        public Wire.SpeakRequest Current => request;

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            var isNew = !isRead;
            isRead = true;
            return Task.FromResult(isNew);
        }
    }

    private sealed class NobodyThere : IServerStreamWriter<Wire.SpeakResponse>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(Wire.SpeakResponse message) => throw new IOException("The call is over.");

        public Task WriteAsync(Wire.SpeakResponse message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
