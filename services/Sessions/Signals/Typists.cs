using Chat.Sessions.Conversations;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Signals;

/// <summary>
/// Who types where, as far as this instance was told: passes starts on at most so often, and ends what nobody renewed.
/// Nothing else knows of it: a reader who hears nothing more for the same time takes it as ended.
/// </summary>
internal sealed class Typists(ISignals signals, IOptions<SignalsOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Conversation, AuthorKind Kind, string Id), State> typing = [];

    /// <summary>The author types, or does not.</summary>
    public void Set(Guid tenantId, Guid conversationId, Author author, bool isTyping)
    {
        var key = (conversationId, author.Kind, author.Id);
        lock (gate)
        {
            if (!isTyping)
            {
                if (typing.Remove(key))
                {
                    Tell(tenantId, conversationId, author, isTyping: false);
                }

                return;
            }

            var now = time.GetTimestamp();
            var isKnown = typing.TryGetValue(key, out var known);
            if (!isKnown && typing.Count >= options.Value.MaxTyping)
            {
                return;
            }

            var isDue = !isKnown || time.GetElapsedTime(known.Told, now) >= options.Value.TypingInterval;
            typing[key] = new State(tenantId, author, isDue ? now : known.Told, now);
            if (isDue)
            {
                Tell(tenantId, conversationId, author, isTyping: true);
            }
        }
    }

    /// <summary>Ends what was not renewed in time.</summary>
    public void EndLate()
    {
        lock (gate)
        {
            foreach (var (key, state) in typing)
            {
                if (time.GetElapsedTime(state.Renewed) >= options.Value.TypingLimit)
                {
                    typing.Remove(key);
                    Tell(state.TenantId, key.Conversation, state.Author, isTyping: false);
                }
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                EndLate();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The normal end.
        }
    }

    private void Tell(Guid tenantId, Guid conversationId, Author author, bool isTyping) =>
        signals.Publish(
            tenantId,
            SignalTopic.Conversation(conversationId),
            new TypingSignal(author, isTyping, options.Value.TypingLimit)
        );

    private readonly record struct State(Guid TenantId, Author Author, long Told, long Renewed);
}
