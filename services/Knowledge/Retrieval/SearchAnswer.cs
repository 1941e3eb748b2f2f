namespace Chat.Knowledge.Retrieval;

/// <summary>Answer of <c>GET /v1/knowledge/search</c>.</summary>
/// <param name="Data">The passages, best first; none is no error.</param>
/// <param name="NextCursor">Always null: there is one page.</param>
/// <param name="HasMore">Always false.</param>
internal sealed record SearchAnswer(IReadOnlyList<PassageAnswer> Data, string? NextCursor, bool HasMore)
{
    /// <summary>The answer for a result.</summary>
    public static SearchAnswer From(SearchResult result) =>
        new([.. result.Hits.Select(PassageAnswer.From)], null, false);
}
