using Chat.Sessions.Live;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Sweeps;

/// <summary>Ends what time ends, of all tenants, once.</summary>
internal sealed class ConversationSweep(
    SweepStore store,
    TenantSettings settings,
    LogHub hub,
    Absences absences,
    IOptions<SweepOptions> options,
    TimeProvider time
)
{
    /// <summary>Answers how many were ended.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var ended = 0;
        foreach (var tenantId in await store.TenantsAsync(cancellationToken))
        {
            ended += await RunAsync(tenantId, cancellationToken);
        }

        return ended;
    }

    /// <summary>The same for one tenant.</summary>
    public async Task<int> RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var chat = await settings.GetAsync<ChatSettings>(tenantId, cancellationToken);
        var ended = 0;
        foreach (var rule in SweepRule.All)
        {
            ended += await RunAsync(tenantId, rule, rule.After(chat), cancellationToken);
        }

        return ended;
    }

    private async Task<int> RunAsync(Guid tenantId, SweepRule rule, TimeSpan age, CancellationToken cancellationToken)
    {
        var (ended, after, size) = (0, Guid.Empty, options.Value.BatchSize);
        List<Guid> page;
        do
        {
            var began = time.GetTimestamp();
            page = await store.CandidatesAsync(tenantId, rule, age, after, size, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            // By id, not by what is left of the first page: those that are spared must not hide the others.
            after = page[^1];
            var gone = rule.SparesFollowed ? await GoneAsync(page, cancellationToken) : page;
            ended += gone.Count > 0 ? await store.EndAsync(tenantId, rule, age, gone, cancellationToken) : 0;
            await RestAsync(time.GetElapsedTime(began), cancellationToken);
        } while (page.Count == size);

        return ended;
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
