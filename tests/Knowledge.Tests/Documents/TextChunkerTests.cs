namespace Chat.Knowledge.Documents;

public sealed class TextChunkerTests
{
    [Fact]
    public void Split_ShortText_IsOneChunk() => Assert.Equal(["One. Two."], TextChunker.Split("One. Two.\n"));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n ")]
    public void Split_Blank_GivesNothing(string text) => Assert.Empty(TextChunker.Split(text));

    [Fact]
    public void Split_LongText_CutsBetweenSentences()
    {
        var chunks = TextChunker.Split(Prose(60));

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.StartsWith("Sentence number", chunk, StringComparison.Ordinal));
        Assert.All(chunks, chunk => Assert.EndsWith("here.", chunk, StringComparison.Ordinal));
    }

    [Fact]
    public void Split_LongText_LosesNoSentence()
    {
        var chunks = TextChunker.Split(Prose(60));

        Assert.All(
            Enumerable.Range(0, 60),
            n => Assert.Contains(chunks, c => c.Contains($"number {n} ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Split_LongText_OverlapsByWholeSentences()
    {
        var chunks = TextChunker.Split(Prose(60));

        var lastOfFirst = chunks[0][chunks[0].LastIndexOf("Sentence", StringComparison.Ordinal)..];
        Assert.Contains(lastOfFirst, chunks[1], StringComparison.Ordinal);
        Assert.True(chunks[1].IndexOf(lastOfFirst, StringComparison.Ordinal) <= TextChunker.OverlapChars);
    }

    [Fact]
    public void Split_Paragraphs_AreBorders()
    {
        var chunks = TextChunker.Split($"{new string('a', 1000)}\n\n{new string('b', 1000)}");

        Assert.Equal([new string('a', 1000), new string('b', 1000)], chunks);
    }

    [Fact]
    public void Split_EndlessWord_IsCutOutsideSurrogatePairs()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 3001)) + "x";

        var chunks = TextChunker.Split("y" + text);

        Assert.All(chunks, chunk => Assert.False(char.IsLowSurrogate(chunk[0])));
        Assert.Equal("y" + text, string.Concat(chunks));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Split_AnyText_StaysWithinTheBound(int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(_ => "aé. \n!😀"[random.Next(6)]));

        Assert.All(TextChunker.Split(text), chunk => Assert.InRange(chunk.Length, 1, TextChunker.MaxChars));
    }

    private static string Prose(int sentences) =>
        string.Join(
            ' ',
            Enumerable
                .Range(0, sentences)
                .Select(n => $"Sentence number {n} says one more thing about the matter here.")
        );
}
