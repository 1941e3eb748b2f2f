using Chat.Knowledge.Analysis;
using Chat.Knowledge.Corpora;
using Chat.Knowledge.Documents;
using Chat.ServiceDefaults;

namespace Chat.Knowledge.Bench;

/// <summary>Documents of made-up words whose frequencies fall as in a language (Zipf), with real questions among them.</summary>
internal sealed class MadeCorpus
{
    private const int WordsPerChunk = 100;
    private const string Syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu";

    private static readonly string[] Shop =
    [
        "How do I reset my password?",
        "How do I get a refund?",
        "How long does delivery take?",
        "When are you open?",
        "How do I cancel an order?",
        "Which payment methods do you accept?",
    ];

    private readonly Random _random = new(1);
    private readonly string[] _parts = Syllables.Split(' ');

    /// <summary>Builds the index of so many chunks: a tenth FAQ, the rest prose of about 100 words.</summary>
    public CorpusIndex Build(TextAnalyser analyser, int chunks)
    {
        var builder = new CorpusIndexBuilder(analyser, long.MaxValue);
        var documents = Enumerable.Range(0, chunks).Select(Document).ToList();
        documents.ForEach(builder.Add);
        documents.ForEach(document => builder.Add(Ids.New(), document.Id, Sentence(WordsPerChunk)));
        return builder.Build(version: 1);
    }

    private CorpusDocument Document(int number)
    {
        var isFaq = number % 10 == 0;
        var question = number / 10 < Shop.Length ? Shop[number / 10] : Sentence(6);
        return new CorpusDocument
        {
            Id = Ids.New(),
            Kind = isFaq ? DocumentKind.Faq : DocumentKind.Text,
            Title = isFaq ? question : Sentence(4),
            Url = "",
            Question = isFaq ? question : "",
        };
    }

    private string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));

    // The n-th word of 100,000 is n times as rare as the first.
    private string Word()
    {
        var rank = (int)Math.Pow(100_000, _random.NextDouble());
        var word = "";
        for (var rest = rank; rest > 0; rest /= _parts.Length)
        {
            word += _parts[rest % _parts.Length];
        }
        return word + _parts[rank % 7];
    }
}
