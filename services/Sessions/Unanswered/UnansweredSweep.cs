using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Sweeps;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Unanswered;

/// <summary>
/// Sees to it that what was acknowledged is answered, whoever died over it: until its reply begins, an answer stands nowhere
/// but in the memory of the gateway and of Inference.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A question without an answer, which nobody is making, is asked again: an event tells Inference of it.</item>
/// <item>Should somebody make it after all, nothing is said twice: one speaker, and a message that was answered is known.</item>
/// <item>After the second time, people are asked. After that, nobody is.</item>
/// </list>
/// </remarks>
internal sealed class UnansweredSweep(
    SweepStore tenants,
    UnansweredStore store,
    AiFailures failures,
    TenantSettings settings,
    IOptions<UnansweredOptions> options,
    TimeProvider time,
    ILogger<UnansweredSweep> logger
)
{
    private const int MaxAsks = 2;

    // Of one tenant in one sweep; those asked for are out of the way of the next.
    private const int Batch = 100;

    /// <summary>Looks through those of all tenants.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var tenantId in await tenants.TenantsAsync(cancellationToken))
        {
            try
            {
                await RunAsync(tenantId, cancellationToken);
            }
            catch (Exception exception) when (FaultClassifier.IsOfTheWork(exception, cancellationToken))
            {
                // Boundary: what is wrong with this tenant is not wrong with the next.
                UnansweredLog.LookFailed(logger, exception, tenantId);
            }
        }
    }

    /// <summary>The same for one tenant.</summary>
    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var ai = await settings.GetAsync<AiSettings>(tenantId, cancellationToken);
        // Who takes its time has lost nothing yet.
        var after = options.Value.After + ai.LongestPause();
        var found = await store.FindAsync(tenantId, after, options.Value.MaxAge, Batch, cancellationToken);
        if (found.Count == 0)
        {
            return;
        }

        var done = new List<UnansweredQuestion>(found.Count);
        foreach (var question in found)
        {
            var key = new ConversationKey(tenantId, question.Message.ConversationId);
            if (question.Asked < MaxAsks || await failures.TryHandOverAsync(key, cancellationToken))
            {
                done.Add(question);
            }
        }

        var now = time.GetUtcNow();
        var again = done.Where(question => question.Asked < MaxAsks)
            .Select(question => UnansweredEvents.Left(tenantId, question, now))
            .ToList();
        await store.NoteAsync(tenantId, done, after, MaxAsks, again, cancellationToken);
        if (again.Count > 0)
        {
            UnansweredLog.AskedAgain(logger, again.Count);
        }
    }
}
