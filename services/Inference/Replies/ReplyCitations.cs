using Chat.Contracts.Sessions.V1;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults;

namespace Chat.Inference.Replies;

/// <summary>Finds which passages a reply refers to.</summary>
internal static class ReplyCitations
{
    private const int MaxQuote = 300;
    private const int MaxTitle = 500;

    /// <summary>A citation for each [n] in the text that names a passage, each once, by number.</summary>
    public static IReadOnlyList<Citation> Of(string text, IReadOnlyList<Passage> passages)
    {
        if (passages.Count == 0)
        {
            return [];
        }
        var citations = new List<Citation>();
        for (var number = 1; number <= passages.Count; number++)
        {
            if (text.Contains($"[{number}]", StringComparison.Ordinal))
            {
                citations.Add(ToCitation(passages[number - 1], number));
            }
        }
        return citations;
    }

    private static Citation ToCitation(Passage passage, int number) =>
        new()
        {
            Index = number,
            DocumentId = passage.DocumentId,
            ChunkId = passage.ChunkId,
            Title = BoundedText.Cut(passage.Title, MaxTitle),
            Url = passage.Url,
            Quote = BoundedText.Cut(passage.Text, MaxQuote),
        };
}
