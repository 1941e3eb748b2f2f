using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Signals;

/// <summary>
/// Who types where, as far as this instance was told: passes starts on at most so often, and ends what nobody renewed.
/// Nothing else knows of it: a reader who hears nothing more for the same time takes it as ended.
/// </summary>
internal sealed class Typists(
    ISignals signals,
    TenantSettings settings,
    TypingAudience audience,
    IOptions<SignalsOptions> options,
    TimeProvider time
) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly Dictionary<TypingPlace, TypingState> typing = [];

    /// <summary>The author types, or does not. Never waits.</summary>
    public void Set(Guid tenantId, Guid conversationId, Author author, bool isTyping)
    {
        var place = new TypingPlace(tenantId, conversationId, author.Kind, author.Id);
        if (!isTyping)
        {
            Stop(place);
        }
        else if (Note(place, author))
        {
            Begin(
                place,
                TypingAudience.IsInternal(author.Kind),
                settings.GetAsync<LiveSettings>(tenantId, CancellationToken.None)
            );
        }
    }

    /// <summary>Ends what was not renewed in time.</summary>
    public void EndLate()
    {
        lock (gate)
        {
            foreach (var (place, state) in typing)
            {
                if (time.GetElapsedTime(state.RenewedAt) >= state.Limit)
                {
                    StopUnsynchronized(place, state);
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

    // False: too many type already.
    private bool Note(TypingPlace place, Author author)
    {
        lock (gate)
        {
            if (!typing.TryGetValue(place, out var state))
            {
                if (typing.Count >= options.Value.MaxTyping)
                {
                    return false;
                }

                state = new TypingState(author);
                typing.Add(place, state);
            }

            state.RenewedAt = time.GetTimestamp();
            return true;
        }
    }

    private void Begin(TypingPlace place, bool? isInternal, ValueTask<LiveSettings> rules)
    {
        if (isInternal is { } known && rules.IsCompletedSuccessfully)
        {
            Start(place, known, rules.Result);
        }
        else
        {
            // Of a tenant or an agent's place that was not asked for lately: it is told a moment later, unless it has
            // stopped by then.
            _ = StartLaterAsync(place, isInternal, rules);
        }
    }

    private async Task StartLaterAsync(TypingPlace place, bool? isInternal, ValueTask<LiveSettings> rules)
    {
        try
        {
            var known = await rules;
            if (isInternal is null && !IsDue(place, known))
            {
                return;
            }

            // Asked anew with each telling: the conversation may be another agent's by now.
            Start(place, isInternal ?? await audience.IsInternalAsync(place, CancellationToken.None), known);
        }
        catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
        {
            // Nobody hears of it; the next start asks again.
            Stop(place);
        }
    }

    private bool IsDue(TypingPlace place, LiveSettings rules)
    {
        lock (gate)
        {
            return typing.TryGetValue(place, out var state) && IsDueUnsynchronized(state, rules);
        }
    }

    private bool IsDueUnsynchronized(TypingState state, LiveSettings rules) =>
        state.ToldAt is not { } told
        || time.GetElapsedTime(told) >= TimeSpan.FromMilliseconds(rules.TypingThrottleMilliseconds);

    private void Start(TypingPlace place, bool isInternal, LiveSettings rules)
    {
        lock (gate)
        {
            if (!typing.TryGetValue(place, out var state))
            {
                return;
            }

            state.Limit = TimeSpan.FromSeconds(rules.TypingTimeoutSeconds);
            if (!rules.TypingEnabled)
            {
                StopUnsynchronized(place, state);
            }
            else if (IsDueUnsynchronized(state, rules))
            {
                if (isInternal && state is { ToldAt: not null, IsInternal: false })
                {
                    // Customers heard it begin, and are to hear no more of it.
                    Tell(place, state, isTyping: false);
                }

                state.IsInternal = isInternal;
                state.ToldAt = time.GetTimestamp();
                Tell(place, state, isTyping: true);
            }
        }
    }

    private void Stop(TypingPlace place)
    {
        lock (gate)
        {
            if (typing.TryGetValue(place, out var state))
            {
                StopUnsynchronized(place, state);
            }
        }
    }

    private void StopUnsynchronized(TypingPlace place, TypingState state)
    {
        typing.Remove(place);
        if (state.ToldAt is not null)
        {
            Tell(place, state, isTyping: false);
        }
    }

    private void Tell(TypingPlace place, TypingState state, bool isTyping) =>
        signals.Publish(
            place.TenantId,
            SignalTopic.Conversation(place.ConversationId),
            new TypingSignal(state.Author, isTyping, state.Limit) { IsInternal = state.IsInternal }
        );
}
