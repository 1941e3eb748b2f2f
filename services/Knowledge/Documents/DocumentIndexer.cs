using Chat.Knowledge.Retrieval;

namespace Chat.Knowledge.Documents;

/// <summary>Makes the chunks of a document and what each is found by. Pure.</summary>
internal sealed class DocumentIndexer(TextAnalyser analyser)
{
    private const float QuestionStrength = 1f;
    private const float TitleStrength = 0.85f;
    private const float BodyStrength = 0.5f;
    private const float ProseStrength = 0.9f;

    /// <summary>At least one chunk.</summary>
    public IReadOnlyList<IndexedChunk> Index(SourceDocument document) =>
        document.Kind == DocumentKind.Faq ? [Faq(document)] : [.. Prose(document)];

    private IndexedChunk Faq(SourceDocument document)
    {
        var terms = new Dictionary<string, IndexedTerm>(StringComparer.Ordinal);
        Add(terms, document.Question, QuestionStrength, headline: true);
        Add(terms, document.Title, TitleStrength, headline: false);
        Add(terms, document.Text, BodyStrength, headline: false);
        return new IndexedChunk
        {
            Ordinal = 0,
            Text = document.Text,
            HeadlineWeight = WeightOf(document.Question),
            Terms = [.. terms.Values],
        };
    }

    private IEnumerable<IndexedChunk> Prose(SourceDocument document)
    {
        var ordinal = 0;
        foreach (var text in TextChunker.Split(document.Text))
        {
            var terms = new Dictionary<string, IndexedTerm>(StringComparer.Ordinal);
            Add(terms, document.Title, TitleStrength, headline: true);
            Add(terms, text, ProseStrength, headline: false);
            yield return new IndexedChunk
            {
                Ordinal = ordinal++,
                Text = text,
                HeadlineWeight = WeightOf(document.Title),
                Terms = [.. terms.Values],
            };
        }
    }

    /// <summary>Fields are added strongest first; the first one that has a term decides.</summary>
    private void Add(Dictionary<string, IndexedTerm> terms, string text, float strength, bool headline)
    {
        foreach (var term in analyser.Terms(text))
        {
            terms.TryAdd(term, new IndexedTerm(term, strength, headline));
        }
    }

    private float WeightOf(string headline) => analyser.Analyse(headline).Weights.Sum();
}
