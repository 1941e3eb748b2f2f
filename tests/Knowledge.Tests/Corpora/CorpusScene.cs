using Chat.Knowledge.Analysis;
using Chat.Knowledge.Documents;
using Chat.Knowledge.Retrieval;
using Chat.ServiceDefaults;

namespace Chat.Knowledge.Corpora;

/// <summary>Documents of one tenant in memory, without a database.</summary>
internal sealed class CorpusScene(long maxBytes = long.MaxValue)
{
    private static readonly TextAnalyser Analyser = new();
    private static readonly CorpusSearch Searcher = new();

    private readonly List<(CorpusDocument Document, string Text)> _chunks = [];
    private CorpusIndex? _index;

    public CorpusIndex Index => _index ??= Build();

    public CorpusScene Faq(string question, string answer, string title = "") =>
        Add(DocumentKind.Faq, title.Length > 0 ? title : question, question, answer);

    public CorpusScene Text(string title, string text) => Add(DocumentKind.Text, title, "", text);

    public IReadOnlyList<SearchHit> Search(string question, int limit = 5, double minScore = 0.3) =>
        Searcher.Find(Index, Analyser.Analyse(question), limit, minScore);

    public string? Best(string question) => Search(question, 1).Select(hit => hit.Chunk.Text).FirstOrDefault();

    private CorpusScene Add(DocumentKind kind, string title, string question, string text)
    {
        var document = new CorpusDocument
        {
            Id = Ids.New(),
            Kind = kind,
            Title = title,
            Url = "",
            Question = question,
        };
        _chunks.Add((document, text));
        _index = null;
        return this;
    }

    private CorpusIndex Build()
    {
        var builder = new CorpusIndexBuilder(Analyser, maxBytes);
        foreach (var (document, _) in _chunks)
        {
            builder.Add(document);
        }
        foreach (var (document, text) in _chunks)
        {
            builder.Add(Ids.New(), document.Id, text);
        }
        return builder.Build(version: 1);
    }
}
