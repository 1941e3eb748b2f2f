using System.Collections.Concurrent;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Corpora;

/// <summary>
/// The indexes of the tenants that are asked for, within <see cref="CorpusOptions.MaxBytes"/>. Each is read when it is
/// first asked for, once for all who ask meanwhile, and built anew in the background when its documents have changed.
/// </summary>
internal sealed class CorpusCache(
    ICorpusSource source,
    CorpusMetrics metrics,
    IOptions<CorpusOptions> options,
    TimeProvider timeProvider,
    IHostApplicationLifetime lifetime,
    ILogger<CorpusCache> logger
) : IDisposable
{
    /// <summary>After a failure an old index answers at once for so long, instead of waiting for the next failure.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Corpus> _corpora = new();
    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrentLoads);
    private readonly Lock _eviction = new();
    private long _bytes;

    /// <summary>Memory held.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The tenants held, with the versions of their indexes.</summary>
    public IReadOnlyList<KeyValuePair<Guid, long>> Versions =>
        [
            .. from corpus in _corpora.Values
            let index = corpus.Index
            where index is not null
            select KeyValuePair.Create(corpus.TenantId, index.Version),
        ];

    /// <summary>
    /// The tenant's index: at least as new as the last change this instance committed; older only while the database
    /// does not answer.
    /// </summary>
    public ValueTask<CorpusIndex> GetAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var corpus = _corpora.GetOrAdd(tenantId, static id => new Corpus(id));
        corpus.LastUsed = timeProvider.GetTimestamp();
        return corpus.IsCurrent ? new(corpus.Index!) : RefreshAsync(corpus, cancellationToken);
    }

    /// <summary>This instance committed a change; who searches from now on sees it.</summary>
    public void Committed(Guid tenantId, long version) => Announce(tenantId, version, required: true);

    /// <summary>Some instance committed a change; the old index answers until the new one is built.</summary>
    public void Announce(Guid tenantId, long version) => Announce(tenantId, version, required: false);

    /// <inheritdoc />
    public void Dispose() => _slots.Dispose();

    private void Announce(Guid tenantId, long version, bool required)
    {
        if (_corpora.TryGetValue(tenantId, out var corpus) && corpus.Announce(version, required))
        {
            _ = corpus.Load(Start);
        }
    }

    private async ValueTask<CorpusIndex> RefreshAsync(Corpus corpus, CancellationToken cancellationToken)
    {
        var required = corpus.Required;
        for (var attempt = 0; ; attempt++)
        {
            if (corpus.Index is { } old && corpus.FailedAt != 0 && timeProvider.GetElapsedTime(corpus.FailedAt) < Rest)
            {
                return old;
            }
            var loading = corpus.Load(Start);
            if (corpus.Index is { } current && current.Version >= required)
            {
                return current;
            }
            try
            {
                var loaded = await loading.WaitAsync(cancellationToken);
                // One that was under way may have begun before the commit; the second one has not.
                if (loaded.Version >= required || attempt > 0)
                {
                    return loaded;
                }
            }
            catch (Exception exception) when (corpus.Index is not null && FaultClassifier.IsStatementFault(exception))
            {
                return corpus.Index;
            }
        }
    }

    // The thread that asks must not build the index, and holds the corpus' lock.
    private Task<CorpusIndex> Start(Corpus corpus) => Task.Run(() => LoadAsync(corpus), CancellationToken.None);

    /// <summary>A failure is logged and counted here; it is thrown for those who wait, and there may be none.</summary>
    private async Task<CorpusIndex> LoadAsync(Corpus corpus)
    {
        var index = default(CorpusIndex);
        try
        {
            await _slots.WaitAsync(lifetime.ApplicationStopping);
            try
            {
                var wanted = corpus.Wanted;
                var started = timeProvider.GetTimestamp();
                index = await source.LoadAsync(corpus.TenantId, lifetime.ApplicationStopping);
                metrics.Loaded(timeProvider.GetElapsedTime(started), index.SkippedChunks);
                Publish(corpus, index, wanted);
                return index;
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            metrics.LoadFailed();
            CorpusLog.LoadFailed(logger, corpus.TenantId, exception.GetType().Name);
            throw;
        }
        finally
        {
            if (index is null && corpus.Fail(timeProvider.GetTimestamp()))
            {
                // Tenants whose documents could not be read must not pile up.
                _corpora.TryRemove(KeyValuePair.Create(corpus.TenantId, corpus));
            }
        }
    }

    private void Publish(Corpus corpus, CorpusIndex index, long wanted)
    {
        var isFirst = corpus.Index is null;
        var isOld = corpus.Publish(index, wanted, out var added);
        Interlocked.Add(ref _bytes, added);
        metrics.Holds(isFirst && added > 0 ? 1 : 0, added);
        CorpusLog.Loaded(logger, corpus.TenantId, index.Version, index.Chunks.Length, index.Bytes);
        if (index.SkippedChunks > 0)
        {
            CorpusLog.Skipped(logger, corpus.TenantId, index.SkippedChunks, options.Value.MaxTenantBytes);
        }
        EvictOthers(corpus);
        if (isOld)
        {
            _ = corpus.Load(Start);
        }
    }

    /// <summary>Seldom has anything to do; then it looks at all tenants for the one that was asked for longest ago.</summary>
    private void EvictOthers(Corpus kept)
    {
        lock (_eviction)
        {
            while (Bytes > options.Value.MaxBytes)
            {
                var oldest = _corpora
                    .Values.Where(corpus => corpus != kept && corpus.Index is not null)
                    .OrderBy(corpus => corpus.LastUsed)
                    .FirstOrDefault(corpus => corpus.TryEvict(out _));
                if (oldest is null)
                {
                    return;
                }
                _corpora.TryRemove(KeyValuePair.Create(oldest.TenantId, oldest));
                var bytes = oldest.Index!.Bytes;
                Interlocked.Add(ref _bytes, -bytes);
                metrics.Evicted(bytes);
                CorpusLog.Evicted(logger, oldest.TenantId, bytes);
            }
        }
    }
}
