namespace Chat.Knowledge.Corpora;

/// <summary>Where indexes come from: the database; in tests of the cache, the test.</summary>
internal interface ICorpusSource
{
    /// <summary>Reads a tenant's documents and indexes them. A tenant without any has an empty index.</summary>
    Task<CorpusIndex> LoadAsync(Guid tenantId, CancellationToken cancellationToken);
}
