namespace Chat.Knowledge.Retrieval;

/// <summary>Finds what a text is about: its words and the concepts they stand for. Pure and shared.</summary>
internal sealed class TextAnalyser
{
    /// <summary>Words of a question that count; 1,000 characters hold about 180.</summary>
    private const int MaxQueryWords = 64;

    /// <summary>A chunk is at most 4,000 characters.</summary>
    private const int MaxTextWords = 2000;

    /// <summary>Longer ones are not words.</summary>
    private const int MaxWordLength = 64;

    private const float WeakWeight = 0.25f;
    private const float TagFactor = 0.95f;

    private readonly ConceptMatcher _concepts = new(ConceptTable.All);

    /// <summary>The terms of a text to index: words (to be stemmed) and tags, each once.</summary>
    public IReadOnlySet<string> Terms(string text)
    {
        var words = Words.Of(text, MaxTextWords);
        var terms = new HashSet<string>(StringComparer.Ordinal);
        terms.UnionWith(words.Where(word => !StopWords.IsEmpty(word) && word.Length <= MaxWordLength));
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
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new HashSet<int>();
        foreach (var match in _concepts.Find(words))
        {
            if (!groups.TryGetValue(match.Concept.Tag, out var group))
            {
                group = groups[match.Concept.Tag] = query.AddGroup(match.Concept.Weight);
                query.AddTerm(group, match.Concept.Tag, TagFactor);
            }
            foreach (var place in match.Words)
            {
                taken.Add(place);
                AddWord(query, group, words[place]);
            }
        }
        for (var place = 0; place < words.Count; place++)
        {
            if (!taken.Contains(place) && !StopWords.IsEmpty(words[place]) && words[place].Length <= MaxWordLength)
            {
                AddOwnGroup(query, groups, words[place]);
            }
        }
        return query;
    }

    /// <summary>Words that are empty or weak by themselves must not answer for a whole concept.</summary>
    private static void AddWord(AnalysedQuery query, int group, string word)
    {
        if (!StopWords.IsEmpty(word) && !StopWords.IsWeak(word) && word.Length <= MaxWordLength)
        {
            query.AddTerm(group, word, 1f);
        }
    }

    private static void AddOwnGroup(AnalysedQuery query, Dictionary<string, int> groups, string word)
    {
        if (!groups.ContainsKey(word))
        {
            groups[word] = query.AddGroup(StopWords.IsWeak(word) ? WeakWeight : 1f);
            query.AddTerm(groups[word], word, 1f);
        }
    }
}
