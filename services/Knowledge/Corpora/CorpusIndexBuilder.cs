using Chat.Knowledge.Analysis;
using Chat.Knowledge.Documents;

namespace Chat.Knowledge.Corpora;

/// <summary>Builds a <see cref="CorpusIndex"/>, chunk by chunk. Not thread-safe; used once.</summary>
/// <param name="analyser">Finds the terms.</param>
/// <param name="maxBytes">Memory the index may take; chunks beyond it are left out.</param>
internal sealed class CorpusIndexBuilder(TextAnalyser analyser, long maxBytes)
{
    private const float QuestionStrength = 1f;
    private const float TitleStrength = 0.85f;
    private const float BodyStrength = 0.5f;
    private const float ProseStrength = 0.9f;

    private readonly List<CorpusChunk> _chunks = [];
    private readonly List<float> _headlineWeights = [];
    private readonly Dictionary<string, List<Posting>> _postings = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, CorpusDocument> _documents = [];
    private int _documentCount;
    private int _skipped;
    private long _bytes = CorpusMemory.OfEmpty;

    /// <summary>Adds a document; its chunks come after all documents. What they have in common takes half the limit at most.</summary>
    public void Add(CorpusDocument document)
    {
        _documentCount++;
        if (_bytes < maxBytes / 2)
        {
            _documents.Add(document.Id, document);
            _bytes += CorpusMemory.Of(document);
        }
    }

    /// <summary>Adds a chunk. They come in the order of <see cref="CorpusIndex.Chunks"/>.</summary>
    public void Add(Guid id, Guid documentId, string text)
    {
        if (_bytes >= maxBytes || !_documents.TryGetValue(documentId, out var document))
        {
            _skipped++;
            return;
        }
        var chunk = new CorpusChunk(id, document, text);
        var headline = document.Kind == DocumentKind.Faq ? document.Question : document.Title;
        _chunks.Add(chunk);
        _headlineWeights.Add(analyser.Analyse(headline).Weights.Sum());
        _bytes += CorpusMemory.Of(chunk);
        if (document.Kind == DocumentKind.Faq)
        {
            AddTerms(document.Question, QuestionStrength, isHeadline: true);
            AddTerms(document.Title, TitleStrength, isHeadline: false);
            AddTerms(chunk.Text, BodyStrength, isHeadline: false);
        }
        else
        {
            AddTerms(document.Title, TitleStrength, isHeadline: true);
            AddTerms(chunk.Text, ProseStrength, isHeadline: false);
        }
    }

    /// <summary>The index of what was added.</summary>
    public CorpusIndex Build(long version)
    {
        string[] lexemes = [.. _postings.Keys.Order(StringComparer.Ordinal)];
        var ends = new int[lexemes.Length];
        var postings = new List<Posting>(_postings.Values.Sum(list => list.Count));
        for (var number = 0; number < lexemes.Length; number++)
        {
            postings.AddRange(_postings[lexemes[number]]);
            ends[number] = postings.Count;
        }
        return new CorpusIndex
        {
            Version = version,
            DocumentCount = _documentCount,
            Chunks = [.. _chunks],
            HeadlineWeights = [.. _headlineWeights],
            Lexicon = new Lexicon(lexemes, ends, [.. postings]),
            SkippedChunks = _skipped,
            Bytes = _bytes,
        };
    }

    /// <summary>Words of one stem are one lexeme; where it says most counts.</summary>
    private void AddTerms(string text, float strength, bool isHeadline)
    {
        var chunk = _chunks.Count - 1;
        var known = _postings.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[Lexeme.MaxLength];
        foreach (var term in analyser.Terms(text))
        {
            var lexeme = Lexeme.Of(term, buffer);
            if (!known.TryGetValue(lexeme, out var postings))
            {
                known[lexeme] = postings = [];
                _bytes += CorpusMemory.OfLexeme(lexeme.Length);
            }
            if (postings.Count > 0 && postings[^1].Chunk == chunk)
            {
                postings[^1] = postings[^1].Or(strength, isHeadline);
            }
            else
            {
                postings.Add(new Posting(chunk, strength, isHeadline));
                _bytes += CorpusMemory.OfPosting;
            }
        }
    }
}
