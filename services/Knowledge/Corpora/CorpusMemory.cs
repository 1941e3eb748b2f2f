using System.Runtime.CompilerServices;

namespace Chat.Knowledge.Corpora;

/// <summary>What the parts of a <see cref="CorpusIndex"/> take of memory on a 64-bit machine, in bytes, about.</summary>
internal static class CorpusMemory
{
    /// <summary>A tenant without documents, with its place in the cache.</summary>
    public const long OfEmpty = 1024;

    private const int ObjectBytes = 24;
    private const int StringBytes = 22;

    /// <summary>A posting.</summary>
    public static long OfPosting => Unsafe.SizeOf<Posting>();

    /// <summary>A document: id, kind, four references.</summary>
    public static long Of(CorpusDocument document) =>
        ObjectBytes + 48 + Of(document.Title) + Of(document.Url) + Of(document.Question);

    /// <summary>A chunk: id, two references, its place and the weight of its headline.</summary>
    public static long Of(CorpusChunk chunk) => ObjectBytes + 32 + 12 + Of(chunk.Text);

    /// <summary>A lexeme: its text, its entry by text, its places in lists, a number per trigram.</summary>
    public static long OfLexeme(int length) => Of(length) + 32 + 8 + 5 + (sizeof(int) * (length + 1));

    private static long Of(string text) => text.Length == 0 ? 0 : Of(text.Length);

    /// <summary>Objects are made of whole words of eight bytes.</summary>
    private static long Of(int length) => (StringBytes + (2L * length) + 7) / 8 * 8;
}
