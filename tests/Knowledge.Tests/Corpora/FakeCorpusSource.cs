using System.Collections.Concurrent;

namespace Chat.Knowledge.Corpora;

/// <summary>Gives empty indexes of a size and version of the test's choice, when the test lets it.</summary>
internal sealed class FakeCorpusSource : ICorpusSource
{
    private readonly ConcurrentDictionary<Guid, long> _versions = new();
    private readonly SemaphoreSlim _permits = new(0);
    private readonly SemaphoreSlim _begun = new(0);
    private int _loads;

    public int Loads => _loads;

    public long BytesEach { get; set; } = 1000;

    public bool IsHeld { get; set; }

    public Exception? Fault { get; set; }

    public void Store(Guid tenantId, long version) => _versions[tenantId] = version;

    public Task HasBegunAsync() => _begun.WaitAsync(TestContext.Current.CancellationToken);

    public void LetOneEnd() => _permits.Release();

    public async Task<CorpusIndex> LoadAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);
        // As in a database, what is read is what there was when reading began.
        var version = _versions.GetValueOrDefault(tenantId);
        _begun.Release();
        if (IsHeld)
        {
            await _permits.WaitAsync(cancellationToken);
        }
        if (Fault is not null)
        {
            throw Fault;
        }
        return new CorpusIndex
        {
            Version = version,
            DocumentCount = 0,
            Chunks = [],
            HeadlineWeights = [],
            Lexicon = new Lexicon([], [], []),
            SkippedChunks = 0,
            Bytes = BytesEach,
        };
    }
}
