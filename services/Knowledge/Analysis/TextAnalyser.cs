namespace Chat.Knowledge.Analysis;

/// <summary>Finds what a text is about: its words and the concepts they stand for. Pure and shared.</summary>
internal sealed class TextAnalyser
{
    /// <summary>Words of a question that count; 1,000 characters hold about 180. One bit each below.</summary>
    private const int MaxQueryWords = 64;

    /// <summary>A chunk is at most 4,000 characters, of which each begins a word in Chinese and Japanese.</summary>
    private const int MaxTextWords = 4000;

    private const float WeakWeight = 0.25f;
    private const float TagFactor = 0.95f;

    private readonly ConceptMatcher _concepts = new(ConceptTable.All);

    /// <summary>The terms of a text to index: words (to be stemmed) and tags, each once.</summary>
    public IReadOnlySet<string> Terms(string text)
    {
        var words = Words.Of(text, MaxTextWords);
        var terms = new HashSet<string>(StringComparer.Ordinal);
        terms.UnionWith(words.Where(word => !StopWords.IsEmpty(word) && word.Length <= Lexeme.MaxLength));
        terms.UnionWith(_concepts.Find(words).Select(match => match.Concept.Tag));
        return terms;
    }

    /// <summary>What a question asks for.</summary>
    /// <remarks>
    /// 1. Each concept found becomes one group: its tag or any of the words that stood for it.
    /// 2. Each word that stands for no concept, and is not empty, becomes a group of its own.
    /// A word may serve several concepts ("I forgot my login"), and a concept is one group however often it is named.
    /// </remarks>
    public AnalysedQuery Analyse(string question)
    {
        var words = Words.Of(question, MaxQueryWords);
        var query = new AnalysedQuery();
        ulong taken = 0;
        foreach (var match in _concepts.Find(words))
        {
            var group = query.Group(match.Concept.Tag, match.Concept.Weight, out var isNew);
            if (isNew)
            {
                query.AddTerm(group, match.Concept.Tag, TagFactor);
            }
            foreach (var place in match.Words)
            {
                taken |= 1UL << place;
                AddWord(query, group, words[place]);
            }
        }
        for (var place = 0; place < words.Count; place++)
        {
            if ((taken & (1UL << place)) == 0)
            {
                AddOwnGroup(query, words[place]);
            }
        }
        return query;
    }

    /// <summary>Words that are empty or weak by themselves must not answer for a whole concept.</summary>
    private static void AddWord(AnalysedQuery query, int group, string word)
    {
        if (!StopWords.IsEmpty(word) && !StopWords.IsWeak(word) && word.Length <= Lexeme.MaxLength)
        {
            query.AddTerm(group, word, 1f);
        }
    }

    private static void AddOwnGroup(AnalysedQuery query, string word)
    {
        if (StopWords.IsEmpty(word) || word.Length > Lexeme.MaxLength)
        {
            return;
        }
        var group = query.Group(word, StopWords.IsWeak(word) ? WeakWeight : 1f, out var isNew);
        if (isNew)
        {
            query.AddTerm(group, word, 1f);
        }
    }
}
