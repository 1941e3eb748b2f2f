using Chat.Contracts.Sessions.V1;
using Chat.Inference.Prompts;

namespace Chat.Inference.Replies;

public sealed class ReplyCitationsTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("Nothing.", new int[0])]
    [InlineData("A [1].", new[] { 1 })]
    [InlineData("A [3], b [1], c [3].", new[] { 1, 3 })]
    [InlineData("[1][2][3]", new[] { 1, 2, 3 })]
    [InlineData("[0] [4] [-1] [99999999999]", new int[0])]
    [InlineData("[ 1 ] (1) 1] [1", new int[0])]
    [InlineData("[01] [12]", new int[0])]
    [InlineData("[[2]]", new[] { 2 })]
    public void Of_Text_CitesEachPassageItNamesOnce(string text, int[] numbers) =>
        Assert.Equal(
            numbers,
            ReplyCitations.Of(text, [Passage("a"), Passage("b"), Passage("c")]).Select(citation => citation.Index)
        );

    [Fact]
    public void Of_TenthPassage_IsNotTheFirst() =>
        Assert.Equal(
            [10],
            ReplyCitations
                .Of("See [10].", [.. Enumerable.Range(1, 10).Select(n => Passage($"d{n}"))])
                .Select(citation => citation.Index)
        );

    [Fact]
    public void Of_NoPassages_CitesNothing() => Assert.Empty(ReplyCitations.Of("[1]", []));

    [Fact]
    public void Of_Passage_GivesEveryFieldOfIt() =>
        Assert.Equal(
            new Citation
            {
                Index = 2,
                DocumentId = "document b",
                ChunkId = "chunk b",
                Title = "title b",
                Url = "url b",
                Quote = "text b",
            },
            Assert.Single(ReplyCitations.Of("[2]", [Passage("a"), Passage("b")]))
        );

    [Theory]
    [InlineData(300, 500, 300, 500)]
    [InlineData(301, 501, 300, 500)]
    public void Of_LongPassage_IsCut(int text, int title, int quoted, int titled)
    {
        var passage = Passage("a") with { Text = new string('x', text), Title = new string('y', title) };

        var citation = Assert.Single(ReplyCitations.Of("[1]", [passage]));

        Assert.Equal((quoted, titled), (citation.Quote.Length, citation.Title.Length));
    }

    [Fact]
    public void Of_PairAtTheCut_IsLeftOutWhole()
    {
        var passage = Passage("a") with { Text = new string('x', 299) + "\ud83d\ude00" };

        Assert.Equal(new string('x', 299), Assert.Single(ReplyCitations.Of("[1]", [passage])).Quote);
    }

    private static Passage Passage(string name) =>
        new()
        {
            DocumentId = $"document {name}",
            ChunkId = $"chunk {name}",
            Title = $"title {name}",
            Url = $"url {name}",
            Question = $"question {name}",
            Text = $"text {name}",
            Score = 0.5,
        };
}
