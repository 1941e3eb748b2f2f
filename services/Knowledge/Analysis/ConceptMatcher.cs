namespace Chat.Knowledge.Analysis;

/// <summary>Finds concepts in a list of words.</summary>
internal sealed class ConceptMatcher
{
    /// <summary>How far the words of a pattern may be from its first one.</summary>
    private const int Reach = 4;

    /// <summary>Words of the longest pattern.</summary>
    private const int MaxParts = 8;

    private readonly Dictionary<char, List<Pattern>> _byInitial = [];

    /// <summary>Prepares the patterns; throws on one that is malformed.</summary>
    public ConceptMatcher(IEnumerable<Concept> concepts)
    {
        foreach (var concept in concepts)
        {
            foreach (var pattern in concept.Patterns)
            {
                var parts = pattern.Split('+');
                var initial = parts[0][0];
                if (!_byInitial.TryGetValue(initial, out var patterns))
                {
                    _byInitial[initial] = patterns = [];
                }
                patterns.Add(new Pattern(concept, [.. parts.Select(part => new Part(part))]));
            }
        }
    }

    /// <summary>Each way a concept is put, in order of its first word.</summary>
    public IEnumerable<ConceptMatch> Find(IReadOnlyList<string> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            if (!_byInitial.TryGetValue(words[index][0], out var patterns))
            {
                continue;
            }
            foreach (var pattern in patterns)
            {
                if (pattern.Places(words, index) is { } places)
                {
                    yield return new ConceptMatch(pattern.Concept, places);
                }
            }
        }
    }

    private sealed record Pattern(Concept Concept, Part[] Parts)
    {
        public int[]? Places(IReadOnlyList<string> words, int first)
        {
            if (!Parts[0].Fits(words[first]))
            {
                return null;
            }
            Span<int> places = stackalloc int[MaxParts];
            places = places[..Parts.Length];
            places[0] = first;
            for (var part = 1; part < Parts.Length; part++)
            {
                if (!TryPlace(words, places, part))
                {
                    return null;
                }
            }
            return places.ToArray();
        }

        private bool TryPlace(IReadOnlyList<string> words, Span<int> places, int part)
        {
            var to = Math.Min(words.Count - 1, places[0] + Reach);
            for (var place = Math.Max(0, places[0] - Reach); place <= to; place++)
            {
                if (Parts[part].Fits(words[place]) && !places[..part].Contains(place))
                {
                    places[part] = place;
                    return true;
                }
            }
            return false;
        }
    }

    private sealed class Part(string text)
    {
        private readonly string _text = text.TrimEnd('*');
        private readonly bool _isPrefix = text.EndsWith('*');

        public bool Fits(string word) =>
            _isPrefix ? word.StartsWith(_text, StringComparison.Ordinal) : word.Equals(_text, StringComparison.Ordinal);
    }
}
