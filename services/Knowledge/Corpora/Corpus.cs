namespace Chat.Knowledge.Corpora;

/// <summary>What the cache holds of one tenant: its index, and what is known to be newer than that.</summary>
/// <remarks>
/// 1. Wanted is the newest version that was heard of; an index below it is old, but answers while a new one is built.
/// 2. Required is the newest version that this instance committed: who searches next must see it, so it is waited for.
/// 3. One load at a time. What is heard of while it runs begins another one when it ends.
/// 4. A load that began after a version was heard of settles it, whatever version it found: the database is right.
/// </remarks>
internal sealed class Corpus(Guid tenantId)
{
    private readonly Lock _gate = new();
    private volatile CorpusIndex? _index;
    private long _wanted;
    private long _required;
    private bool _isEvicted;
    private Task<CorpusIndex>? _loading;

    /// <summary>Whose.</summary>
    public Guid TenantId { get; } = tenantId;

    /// <summary>When it was last asked for, a timestamp.</summary>
    public long LastUsed { get; set; }

    /// <summary>When a load last failed, a timestamp; 0: the last one did not.</summary>
    public long FailedAt { get; private set; }

    /// <summary>What there is; null before the first load.</summary>
    public CorpusIndex? Index => _index;

    /// <summary>The newest version that this instance committed.</summary>
    public long Required => Volatile.Read(ref _required);

    /// <summary>The newest version that was heard of.</summary>
    public long Wanted => Volatile.Read(ref _wanted);

    /// <summary>Nothing newer was heard of.</summary>
    public bool IsCurrent => _index is { } index && index.Version >= Wanted;

    /// <summary>Hears of a version. True: there is an older index, which should be built anew.</summary>
    public bool Announce(long version, bool required)
    {
        lock (_gate)
        {
            _wanted = Math.Max(_wanted, version);
            _required = required ? Math.Max(_required, version) : _required;
            return _index is not null && _index.Version < _wanted;
        }
    }

    /// <summary>The load under way, or the one that this begins. <paramref name="start"/> must not wait for anything.</summary>
    public Task<CorpusIndex> Load(Func<Corpus, Task<CorpusIndex>> start)
    {
        lock (_gate)
        {
            return _loading ??= start(this);
        }
    }

    /// <summary>Ends a load. True: something newer was heard of since it began.</summary>
    /// <param name="index">What it found.</param>
    /// <param name="wantedBefore"><see cref="Wanted"/> before it began.</param>
    /// <param name="addedBytes">Memory that is held more than before.</param>
    public bool Publish(CorpusIndex index, long wantedBefore, out long addedBytes)
    {
        lock (_gate)
        {
            addedBytes = _isEvicted ? 0 : index.Bytes - (_index?.Bytes ?? 0);
            _index = index;
            _loading = null;
            FailedAt = 0;
            if (_wanted > Math.Max(wantedBefore, index.Version))
            {
                return !_isEvicted;
            }
            Volatile.Write(ref _wanted, index.Version);
            Volatile.Write(ref _required, Math.Min(_required, index.Version));
            return false;
        }
    }

    /// <summary>
    /// Ends a load that failed. True: there is nothing to keep, and it must be taken out of the cache. Whoever has it by then
    /// and loads it again gets its index, but what is not in the cache counts no memory.
    /// </summary>
    public bool Fail(long timestamp)
    {
        lock (_gate)
        {
            _loading = null;
            FailedAt = timestamp;
            return _isEvicted |= _index is null;
        }
    }

    /// <summary>Gives up its memory, unless a load is under way. It must then be taken out of the cache.</summary>
    public bool TryEvict(out long bytes)
    {
        lock (_gate)
        {
            bytes = _index?.Bytes ?? 0;
            if (_isEvicted || _loading is not null || _index is null)
            {
                return false;
            }
            _isEvicted = true;
            return true;
        }
    }
}
