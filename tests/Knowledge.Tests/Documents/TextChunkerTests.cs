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

    [Theory]
    [InlineData(600, 1)]
    [InlineData(601, 2)]
    public void Split_TwoUnits_ShareAChunkThatHasRoom(int second, int chunks) =>
        Assert.Equal(chunks, TextChunker.Split($"{Unit('a', 600)}{Unit('b', second)}").Count);

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Split_LastUnitOfAChunk_IsRepeatedUpToTheOverlap(int length, bool isRepeated)
    {
        var chunks = TextChunker.Split($"{Unit('a', 900)}{Unit('b', length)}{Unit('c', 900)}");

        Assert.Equal(2, chunks.Count);
        Assert.Equal(isRepeated ? 'b' : 'c', chunks[1][0]);
    }

    [Theory]
    [InlineData(1_050, true)]
    [InlineData(1_051, false)]
    public void Split_OverlapThatLeavesNoRoom_IsLeftOut(int next, bool isRepeated)
    {
        var chunks = TextChunker.Split($"{Unit('a', 500)}{Unit('b', 150)}{Unit('c', next)}");

        Assert.Equal(2, chunks.Count);
        Assert.Equal(isRepeated ? 'b' : 'c', chunks[1][0]);
    }

    [Theory]
    [InlineData(". ", true)]
    [InlineData("! ", true)]
    [InlineData("? ", true)]
    [InlineData(": ", true)]
    [InlineData("\n", true)]
    [InlineData("\n\n", true)]
    [InlineData(" \n", true)]
    [InlineData(", ", false)]
    [InlineData(" ", false)]
    [InlineData(".", false)]
    public void Split_EndOfASentence_IsABorder(string end, bool isBorder)
    {
        var chunks = TextChunker.Split($"{new string('a', 700)}{end}{new string('b', 700)}");

        Assert.Equal(
            isBorder || end == " " || end == ", ",
            chunks is [[.., 'a' or '.' or '!' or '?' or ':' or ','], ['b', ..]]
        );
    }

    [Theory]
    [InlineData("。")]
    [InlineData("！")]
    [InlineData("？！」")]
    [InlineData("。 ")]
    [InlineData("। ")]
    [InlineData("؟ ")]
    [InlineData("۔ ")]
    [InlineData("။ ")]
    [InlineData("។ ")]
    public void Split_EndOfASentenceInOtherScripts_IsABorder(string end)
    {
        var (a, b, c) = (
            $"{new string('a', 900)}{end}",
            $"{new string('b', 150)}{end}",
            $"{new string('c', 900)}{end}"
        );

        var chunks = TextChunker.Split(a + b + c);

        Assert.Equal([(a + b).Trim(), (b + c).Trim()], chunks);
    }

    [Fact]
    public void Split_LongSentence_IsCutBehindItsLastSpace()
    {
        var chunks = TextChunker.Split($"{new string('a', 1_000)} {new string('b', 150)} {new string('c', 300)}.");

        Assert.Equal($"{new string('a', 1_000)} {new string('b', 150)}", chunks[0]);
        Assert.EndsWith($"{new string('c', 300)}.", chunks[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Split_SpaceRightBehindTheBound_IsNotReachedFor()
    {
        var chunks = TextChunker.Split($"{new string('a', 1_199)} {new string('b', 1_200)} c.");

        Assert.Equal([new string('a', 1_199), new string('b', 1_200), "c."], chunks);
    }

    private static string Unit(char letter, int length) => new string(letter, length - 2) + ". ";

    private static string Prose(int sentences) =>
        string.Join(
            ' ',
            Enumerable
                .Range(0, sentences)
                .Select(n => $"Sentence number {n} says one more thing about the matter here.")
        );
}
