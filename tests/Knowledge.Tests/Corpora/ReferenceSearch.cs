using Chat.Knowledge.Analysis;
using Chat.Knowledge.Documents;

namespace Chat.Knowledge.Corpora;

/// <summary>The ranking as its documentation says it, chunk by chunk, without an index: slow and obvious.</summary>
internal sealed class ReferenceSearch(CorpusIndex index)
{
    private static readonly TextAnalyser Analyser = new();

    private readonly List<Dictionary<string, (double Strength, bool Headline)>> _chunks =
    [
        .. index.Chunks.Select(TermsOf),
    ];

    /// <summary>The score of every chunk, in the order of the index; 0 for one that is no hit.</summary>
    public IReadOnlyList<double> Scores(string question, double minScore)
    {
        var query = Analyser.Analyse(question);
        var groups = Enumerable.Range(0, query.Weights.Count).Select(group => Usable(query, group)).ToList();
        var weights = groups.Select((terms, group) => query.Weights[group] * Rarity(terms)).ToList();
        return
        [
            .. _chunks.Select(
                (_, chunk) =>
                {
                    double covered = 0,
                        headline = 0;
                    for (var group = 0; group < groups.Count; group++)
                    {
                        var found = groups[group].Where(term => _chunks[chunk].ContainsKey(term.Lexeme)).ToList();
                        if (found.Count > 0)
                        {
                            var best = found.Max(term => _chunks[chunk][term.Lexeme].Strength * term.Factor);
                            covered += weights[group] * best;
                            headline += found.Any(term => _chunks[chunk][term.Lexeme].Headline)
                                ? query.Weights[group] * best
                                : 0;
                        }
                    }
                    var coverage = covered / weights.Sum();
                    var focus = Math.Min(1, headline / Math.Max(HeadlineWeight(index.Chunks[chunk]), 1));
                    var score = Math.Max(Math.Sqrt(coverage * focus), coverage * 0.8);
                    return coverage >= minScore / 2 && score >= minScore ? score : 0;
                }
            ),
        ];
    }

    private List<(string Lexeme, double Factor)> Usable(AnalysedQuery query, int group)
    {
        var terms = query
            .Terms.Where(term => term.Group == group)
            .Select(term => (Lexeme: LexemeOf(term.Text), Factor: (double)term.Factor))
            .ToList();
        var known = terms.Where(term => Having(term.Lexeme) > 0).ToList();
        return known.Count > 0 ? known : [.. terms.SelectMany(term => Guess(term.Lexeme))];
    }

    private IEnumerable<(string Lexeme, double Factor)> Guess(string lexeme)
    {
        if (lexeme[0] == '#' || lexeme.Length <= 3)
        {
            return [];
        }
        return _chunks
            .SelectMany(chunk => chunk.Keys)
            .Distinct(StringComparer.Ordinal)
            .Where(other => other[0] == lexeme[0])
            .Select(other => (Lexeme: other, Similarity: Similarity(other, lexeme)))
            .Where(other => other.Similarity >= 0.3)
            .OrderByDescending(other => other.Similarity)
            .ThenBy(other => other.Lexeme, StringComparer.Ordinal)
            .Take(1)
            .Select(other => (other.Lexeme, other.Similarity * 0.9));
    }

    private double Rarity(List<(string Lexeme, double Factor)> terms)
    {
        var chunks = _chunks.Count + 20d;
        return terms.Count == 0
            ? 0.8
            : Math.Log(chunks / (terms.Max(term => Having(term.Lexeme)) + 0.5)) / Math.Log(chunks / 1.5);
    }

    private int Having(string lexeme) => _chunks.Count(chunk => chunk.ContainsKey(lexeme));

    private static double Similarity(string left, string right)
    {
        var (one, other) = (TrigramsOf(left), TrigramsOf(right));
        return (double)one.Intersect(other, StringComparer.Ordinal).Count()
            / one.Union(other, StringComparer.Ordinal).Count();
    }

    private static HashSet<string> TrigramsOf(string word)
    {
        var padded = $"  {word} ";
        return Enumerable
            .Range(0, padded.Length - 2)
            .Select(start => padded.Substring(start, 3))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, (double Strength, bool Headline)> TermsOf(CorpusChunk chunk)
    {
        var document = chunk.Document;
        (string Text, double Strength, bool Headline)[] fields =
            document.Kind == DocumentKind.Faq
                ? [(document.Question, 1, true), (document.Title, 0.85f, false), (chunk.Text, 0.5, false)]
                : [(document.Title, 0.85f, true), (chunk.Text, 0.9f, false)];
        return fields
            .SelectMany(field => Analyser.Terms(field.Text).Select(term => (Lexeme: LexemeOf(term), Field: field)))
            .GroupBy(term => term.Lexeme, StringComparer.Ordinal)
            .ToDictionary(
                terms => terms.Key,
                terms => (terms.Max(term => term.Field.Strength), terms.Any(term => term.Field.Headline)),
                StringComparer.Ordinal
            );
    }

    private static double HeadlineWeight(CorpusChunk chunk) =>
        Analyser
            .Analyse(chunk.Document.Kind == DocumentKind.Faq ? chunk.Document.Question : chunk.Document.Title)
            .Weights.Sum();

    private static string LexemeOf(string term) => Lexeme.Of(term, stackalloc char[Lexeme.MaxLength]).ToString();
}
