using Chat.Knowledge.Analysis;
using Chat.Knowledge.Documents;
using Chat.ServiceDefaults;

namespace Chat.Knowledge.Corpora;

public sealed class CorpusIndexBuilderTests
{
    private static readonly TextAnalyser Analyser = new();

    [Theory]
    [InlineData("zebra", 1f, true)]
    [InlineData("yak", 0.85f, false)]
    [InlineData("xylophon", 0.5f, false)]
    public void Add_Faq_WordsCountByTheirPlace(string lexeme, float strength, bool headline) =>
        AssertPosting(new CorpusScene().Faq("Zebra?", "Xylophone.", "Yak").Index, lexeme, strength, headline);

    [Theory]
    [InlineData("zebra", 0.85f, true)]
    [InlineData("xylophon", 0.9f, false)]
    public void Add_Text_WordsCountByTheirPlace(string lexeme, float strength, bool headline) =>
        AssertPosting(new CorpusScene().Text("Zebra", "Xylophone.").Index, lexeme, strength, headline);

    [Fact]
    public void Add_WordInSeveralPlaces_IsOnePostingOfTheStrongest()
    {
        var index = new CorpusScene().Text("Zebras", "A zebra is a zebra.").Index;

        AssertPosting(index, "zebra", 0.9f, headline: true);
    }

    [Fact]
    public void Add_WordInSeveralChunks_IsAPostingOfEachInTheirOrder()
    {
        var index = new CorpusScene().Text("a1", "zebra").Text("a2", "yak").Text("a3", "zebra").Index;

        var postings = index.Lexicon.PostingsOf(index.Lexicon.Find("zebra")).ToArray();

        Assert.Equal([0, 2], postings.Select(posting => posting.Chunk));
    }

    [Fact]
    public void Build_Nothing_IsEmptyAndTakesLittle()
    {
        var index = new CorpusIndexBuilder(Analyser, long.MaxValue).Build(version: 7);

        Assert.Equal((7, 0, 0), (index.Version, index.DocumentCount, index.SkippedChunks));
        Assert.Empty(index.Chunks);
        Assert.Equal(CorpusMemory.OfEmpty, index.Bytes);
    }

    [Fact]
    public void Build_HeadlineWeights_AreThoseOfQuestionOrTitle()
    {
        var index = new CorpusScene().Faq("zebra refund", "a", "account").Text("account", "zebra").Index;

        Assert.Equal([2.4f, 0.6f], index.HeadlineWeights.Select(weight => MathF.Round(weight, 4)));
    }

    [Fact]
    public void Build_ChunkOfNoDocument_IsSkipped()
    {
        var builder = new CorpusIndexBuilder(Analyser, long.MaxValue);
        builder.Add(Ids.New(), Ids.New(), "zebra");

        var index = builder.Build(version: 1);

        Assert.Equal((1, -1), (index.SkippedChunks, index.Lexicon.Find("zebra")));
    }

    // Half of the memory is for documents, so that their chunks find room.
    [Fact]
    public void Build_DocumentsBeyondHalfOfTheMemory_AreCountedButNotFound()
    {
        var builder = new CorpusIndexBuilder(Analyser, maxBytes: 20_000);
        var documents = Enumerable.Range(0, 20).Select(n => Document(new string('t', 1_000))).ToList();
        documents.ForEach(builder.Add);
        documents.ForEach(document => builder.Add(Ids.New(), document.Id, "zebra"));

        var index = builder.Build(version: 1);

        Assert.Equal((20, 15), (index.DocumentCount, index.SkippedChunks));
        Assert.Equal(documents.Take(5).Select(one => one.Id), index.Chunks.Select(chunk => chunk.Document.Id));
    }

    [Fact]
    public void Build_Memory_IsThatOfItsParts()
    {
        var document = Document("zebra");
        var builder = new CorpusIndexBuilder(Analyser, long.MaxValue);
        builder.Add(document);
        var chunk = new CorpusChunk(Ids.New(), document, "yak zebra");
        builder.Add(chunk.Id, document.Id, chunk.Text);

        Assert.Equal(
            CorpusMemory.OfEmpty
                + CorpusMemory.Of(document)
                + CorpusMemory.Of(chunk)
                + CorpusMemory.OfLexeme("zebra".Length)
                + CorpusMemory.OfLexeme("yak".Length)
                + (2 * CorpusMemory.OfPosting),
            builder.Build(version: 1).Bytes
        );
    }

    // Objects are made of whole words of eight bytes: 22 bytes and two for each letter, rounded up.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 24)]
    [InlineData(2, 32)]
    [InlineData(5, 32)]
    [InlineData(6, 40)]
    public void Of_Texts_AreWholeWords(int letters, int bytes)
    {
        var empty = CorpusMemory.Of(Document(""));

        Assert.Equal(bytes, CorpusMemory.Of(Document(new string('x', letters))) - empty);
    }

    private static void AssertPosting(CorpusIndex index, string lexeme, float strength, bool headline)
    {
        var posting = Assert.Single(index.Lexicon.PostingsOf(index.Lexicon.Find(lexeme)).ToArray());
        Assert.Equal((0, strength, headline), (posting.Chunk, posting.Strength, posting.IsHeadline));
    }

    private static CorpusDocument Document(string title) =>
        new()
        {
            Id = Ids.New(),
            Kind = DocumentKind.Text,
            Title = title,
            Url = "",
            Question = "",
        };
}
