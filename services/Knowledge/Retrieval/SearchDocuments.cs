using Chat.Knowledge.Analysis;
using Chat.Knowledge.Corpora;
using Chat.ServiceDefaults.Errors;

namespace Chat.Knowledge.Retrieval;

/// <summary>Finds the passages that answer a question. In memory, but for the first question of a tenant.</summary>
internal sealed class SearchDocuments(CorpusCache corpora, TextAnalyser analyser, CorpusSearch search)
{
    /// <summary>A passage that scores less is not worth offering.</summary>
    internal const double MinScore = 0.3;

    internal const int MaxQuery = 10_000;
    private const int CountedQuery = 1000;
    internal const int MaxLimit = 20;
    private const int DefaultLimit = 5;

    /// <summary>The best passages first; none is no error.</summary>
    /// <param name="tenantId">Whose documents.</param>
    /// <param name="query">1 to 10,000 UTF-16 units, of which the first 1,000 count, and of these the first 64 words.</param>
    /// <param name="limit">1 to 20; 0 means 5.</param>
    /// <param name="cancellationToken">Cancels the wait for documents that are not in memory yet.</param>
    public async ValueTask<Result<SearchResult>> SearchAsync(
        Guid tenantId,
        string query,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (Validate(query, limit) is { } invalid)
        {
            return invalid;
        }
        var index = await corpora.GetAsync(tenantId, cancellationToken);
        var analysed = analyser.Analyse(query.Length > CountedQuery ? query[..CountedQuery] : query);
        var hits = search.Find(index, analysed, limit == 0 ? DefaultLimit : limit, MinScore);
        return new SearchResult(hits, index.DocumentCount);
    }

    private static Invalid? Validate(string query, int limit)
    {
        if (query.Length is > 0 and <= MaxQuery && limit is >= 0 and <= MaxLimit)
        {
            return null;
        }
        var faults = new List<FieldFault>();
        if (query.Length is 0 or > MaxQuery)
        {
            faults.Add(new FieldFault("/query", "out_of_range", $"A query has 1 to {MaxQuery} characters."));
        }
        if (limit is < 0 or > MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"The limit is 1 to {MaxLimit}."));
        }
        return new Invalid(faults);
    }
}
