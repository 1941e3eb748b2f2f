using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Live;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Sweeps;

/// <summary>Ends what time ends. One run at a time.</summary>
/// <remarks>
/// A tenant that has very much to be ended is not in the way of the others:
/// <list type="number">
/// <item>Tenants and rules take turns, a batch each; who has more to be looked at queues again at the end.</item>
/// <item>A run lasts an interval at most, or until everybody had a turn: then it is looked anew who has something.</item>
/// <item>Who was not done goes on in the next run where it was; another instance begins at its beginning.</item>
/// <item>What cannot be ended, or looked at, is in the way of nothing else.</item>
/// </list>
/// </remarks>
internal sealed class ConversationSweep(
    SweepStore store,
    TenantSettings settings,
    LogHub hub,
    Absences absences,
    IOptions<SweepOptions> options,
    TimeProvider time,
    ILogger<ConversationSweep> logger
)
{
    // Of the last run, for the next one; replaced, never changed.
    private IReadOnlyDictionary<(Guid TenantId, SweepRule Rule), Guid> places = NoPlaces();

    /// <summary>Looks through those of all tenants; answers how many were ended.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken) =>
        await RunAsync(await store.TenantsAsync(cancellationToken), cancellationToken);

    /// <summary>The same for some tenants, in this order.</summary>
    public async Task<int> RunAsync(IReadOnlyList<Guid> tenants, CancellationToken cancellationToken)
    {
        var left = NoPlaces();
        var turns = Begin(tenants);
        var began = time.GetTimestamp();
        var ended = 0;
        while (turns.TryDequeue(out var turn))
        {
            if (!turn.IsFirst && time.GetElapsedTime(began) >= options.Value.Interval)
            {
                left[(turn.TenantId, turn.Rule)] = turn.After;
                continue;
            }

            var (count, next) = await TryTakeAsync(turn, cancellationToken);
            ended += count;
            if (next is not null)
            {
                turns.Enqueue(next);
            }
        }

        places = left;
        return ended;
    }

    private static Dictionary<(Guid TenantId, SweepRule Rule), Guid> NoPlaces() => [];

    private Queue<SweepTurn> Begin(IReadOnlyList<Guid> tenants)
    {
        var known = places;
        return new(
            SweepRule.All.SelectMany(rule =>
                tenants.Select(tenantId =>
                {
                    var after = known.GetValueOrDefault((tenantId, rule));
                    return new SweepTurn(tenantId, rule, after, IsFirst: true);
                })
            )
        );
    }

    private async Task<(int Ended, SweepTurn? Next)> TryTakeAsync(SweepTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeAsync(turn, cancellationToken);
        }
        catch (Exception exception) when (FaultClassifier.IsOfTheWork(exception, cancellationToken))
        {
            // Boundary: what is wrong with this tenant is not wrong with the next.
            SweepLog.TurnFailed(logger, exception, turn.TenantId, turn.Rule.Reason);
            return (0, null);
        }
    }

    // How many were ended, and the turn after this one; null when there is nothing more to be looked at.
    private async Task<(int Ended, SweepTurn? Next)> TakeAsync(SweepTurn turn, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (tenantId, rule, size) = (turn.TenantId, turn.Rule, options.Value.BatchSize);
        var age = rule.After(await settings.GetAsync<ChatSettings>(tenantId, cancellationToken));
        var page = await store.CandidatesAsync(tenantId, rule, age, turn.After, size, cancellationToken);
        if (page.Count == 0)
        {
            return (0, null);
        }

        var gone = rule.SparesFollowed ? await GoneAsync(page, cancellationToken) : page;
        var ended = await EndAsync(turn, age, gone, cancellationToken);
        await RestAsync(time.GetElapsedTime(began), cancellationToken);
        // By id, not by what is left of the first page: those that are spared must not hide the others.
        return (ended, page.Count == size ? new SweepTurn(tenantId, rule, page[^1], IsFirst: false) : null);
    }

    // One transaction for all. When it fails, halves of it find what cannot be ended, and end the others.
    private async Task<int> EndAsync(
        SweepTurn turn,
        TimeSpan age,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        if (ids.Count == 0)
        {
            return 0;
        }

        try
        {
            return await store.EndAsync(turn.TenantId, turn.Rule, age, ids, cancellationToken);
        }
        catch (Exception exception) when (FaultClassifier.IsOfTheWork(exception, cancellationToken))
        {
            if (ids.Count == 1)
            {
                // Boundary: what is wrong with this one is not wrong with the next.
                SweepLog.EndFailed(logger, exception, ids[0], turn.TenantId);
                return 0;
            }
        }

        var half = ids.Count / 2;
        return await EndAsync(turn, age, [.. ids.Take(half)], cancellationToken)
            + await EndAsync(turn, age, [.. ids.Skip(half)], cancellationToken);
    }

    // The slower the database, the longer the rest.
    private Task RestAsync(TimeSpan worked, CancellationToken cancellationToken) =>
        Task.Delay(worked * (1 / options.Value.Share - 1), time, cancellationToken);

    private async Task<List<Guid>> GoneAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        // One pipeline to Redis: all are asked before the first answer is waited for.
        var followed = await Task.WhenAll(ids.Select(id => hub.IsFollowedAsync(id, cancellationToken)));
        return await absences.WithoutAsync([.. ids.Where((_, index) => !followed[index])], cancellationToken);
    }
}
