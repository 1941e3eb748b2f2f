using Chat.Contracts.Sessions.V1;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Reason = Chat.Contracts.Sessions.V1.SubscriptionEnded.Types.Reason;

namespace Chat.Sessions.Tests.Live;

[Trait("Level", "Component")]
public sealed class LagTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Run_ReaderTooSlow_EndsLagged()
    {
        var posted = await visitor.PostAsync("1");
        var conversationId = Guid.Parse(posted.Conversation.Id);
        var key = new LogKey(visitor.Principal.TenantId, conversationId, ConversationGuard.None);
        var sink = new BlockedSink();
        var subscription = new LogSubscription(key, sessions.A.Get<LogSources>(), sink);
        using var starts = new SemaphoreSlim(1);
        var running = subscription.RunAsync(null, starts, TestContext.Current.CancellationToken);
        await sink.Reached.WithTimeout();

        for (var i = 0; i < 2000; i++)
        {
            sessions.A.Get<LogHub>().Tell(conversationId, new LogEntry { Sequence = 1, ReplyStarted = new() });
        }

        sink.Open();
        Assert.Equal(Reason.Lagged, await running.WithTimeout());
    }

    [Fact]
    public async Task Run_ReaderFastEnough_GoesOn()
    {
        var posted = await visitor.PostAsync("1");
        var conversationId = Guid.Parse(posted.Conversation.Id);
        var key = new LogKey(visitor.Principal.TenantId, conversationId, ConversationGuard.None);
        var sink = new BlockedSink();
        sink.Open();
        var subscription = new LogSubscription(key, sessions.A.Get<LogSources>(), sink);
        using var starts = new SemaphoreSlim(1);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = subscription.RunAsync(null, starts, ending.Token);
        await sink.Reached.WithTimeout();

        for (var i = 0; i < 500; i++)
        {
            sessions.A.Get<LogHub>().Tell(conversationId, new LogEntry { Sequence = 1, ReplyStarted = new() });
        }

        Assert.False(running.IsCompleted);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WithTimeout());
    }

    /// <summary>A reader that takes nothing until it is opened.</summary>
    private sealed class BlockedSink : ILogSink
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public void Open() => opened.TrySetResult();

        public Task SubscribedAsync(long epoch, bool reset, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EntriesAsync(long epoch, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
        {
            reached.TrySetResult();
            return opened.Task.WaitAsync(cancellationToken);
        }

        public Task SignalsAsync(IReadOnlyList<Signal> signals, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
