using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.Knowledge.Documents;

/// <summary>A document as its owner gives it.</summary>
internal sealed record SourceDocument
{
    /// <summary>Whether it is a question with its answer or a text.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Title to show; never empty.</summary>
    public required string Title { get; init; }

    /// <summary>Public address, or empty.</summary>
    public string Url { get; init; } = "";

    /// <summary>FAQ: the question; empty for texts.</summary>
    public string Question { get; init; } = "";

    /// <summary>FAQ: the answer. Text: all of it.</summary>
    public required string Text { get; init; }

    /// <summary>What makes it the same document when its content changes: a FAQ's question, a text's title.</summary>
    public string Key => Kind == DocumentKind.Faq ? $"faq:{Question}" : $"text:{Title}";

    /// <summary>
    /// Grows when texts are cut into chunks in another way, so that stored ones are cut anew; answers to questions are not cut.
    /// </summary>
    private string ChunksVersion => Kind == DocumentKind.Faq ? "1" : "2";

    /// <summary>What is found and quoted of it; of a blank text nothing.</summary>
    public IReadOnlyList<string> Chunks() => Kind == DocumentKind.Faq ? [Text] : TextChunker.Split(Text);

    /// <summary>Changes with the content, and with the way it is cut.</summary>
    public byte[] ContentHash()
    {
        string[] content = [ChunksVersion, $"{(short)Kind}", Title, Url, Question, Text];
        return SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content)));
    }
}
