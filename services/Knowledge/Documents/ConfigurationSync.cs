using Chat.Knowledge.Corpora;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Documents;

/// <summary>Brings the stored documents in line with the configuration, once, at start.</summary>
internal sealed partial class ConfigurationSync(
    DocumentStore store,
    CorpusCache corpora,
    DatabaseReadiness readiness,
    IOptions<KnowledgeOptions> options,
    TimeProvider timeProvider,
    ILogger<ConfigurationSync> logger
) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        var left = await SyncAsync(options.Value.Tenants, stoppingToken);
        for (var pause = FirstPause; left.Count > 0; pause = Longer(pause))
        {
            await Task.Delay(pause, timeProvider, stoppingToken);
            left = await SyncAsync(left, stoppingToken);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    // The tenants it failed for. One tenant's fault does not keep the others' documents from them.
    private async Task<IDictionary<string, TenantDocumentsOptions>> SyncAsync(
        IDictionary<string, TenantDocumentsOptions> tenants,
        CancellationToken cancellationToken
    )
    {
        var left = new Dictionary<string, TenantDocumentsOptions>(StringComparer.Ordinal);
        foreach (var (slug, tenant) in tenants)
        {
            if (!await TrySyncAsync(slug, tenant, cancellationToken))
            {
                left.Add(slug, tenant);
            }
        }

        return left;
    }

    private async Task<bool> TrySyncAsync(
        string slug,
        TenantDocumentsOptions tenant,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var documents = ConfiguredDocuments.Of(tenant);
            var outcome = await store.SyncAsync(KnownTenants.IdOf(tenant), documents, cancellationToken);
            LogSynced(logger, slug, outcome.Total, outcome.Added, outcome.Removed);
            // So that no visitor's question waits for it.
            await corpora.GetAsync(KnownTenants.IdOf(tenant), cancellationToken);
            return true;
        }
        catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
        {
            // Nobody else would repeat it, and a service that ended for a deadlock would answer nobody.
            LogNotStored(logger, slug, exception);
            return false;
        }
    }

    [LoggerMessage(
        EventId = 3000,
        Level = LogLevel.Information,
        Message = "Tenant {Slug} has {Total} configured documents; {Added} were added and {Removed} removed."
    )]
    private static partial void LogSynced(ILogger logger, string slug, int total, int added, int removed);

    [LoggerMessage(
        EventId = 3001,
        Level = LogLevel.Warning,
        Message = "The documents of tenant {Slug} cannot be stored yet; this is tried again."
    )]
    private static partial void LogNotStored(ILogger logger, string slug, Exception exception);
}
