namespace Chat.Knowledge.Analysis;

public sealed class ConceptMatcherTests
{
    [Theory]
    [InlineData("refund*", "refund", true)]
    [InlineData("refund*", "refunds", true)]
    [InlineData("refund*", "refun", false)]
    [InlineData("fee", "fee", true)]
    [InlineData("fee", "fees", false)]
    [InlineData("money+back", "money back", true)]
    [InlineData("money+back", "back money", true)]
    [InlineData("money+back", "money", false)]
    [InlineData("money+back", "money a b c back", true)]
    [InlineData("money+back", "money a b c d back", false)]
    [InlineData("money+back", "back a b c money", true)]
    [InlineData("money+back", "back a b c d money", false)]
    [InlineData("a+b+b", "a b", false)]
    [InlineData("a+b+b", "a b b", true)]
    [InlineData("a+b+b", "b a x b", true)]
    [InlineData("a+a", "a", false)]
    [InlineData("open+sunday*", "open on sundays", true)]
    public void Find_Words_MatchThePattern(string pattern, string words, bool isFound) =>
        Assert.Equal(isFound, Find(words, new Concept("x", pattern)).Any());

    [Fact]
    public void Find_Match_NamesThePlacesInTheOrderOfThePattern()
    {
        var match = Assert.Single(Find("b x a c", new Concept("x", "a+b+c")));

        Assert.Equal([2, 0, 3], match.Words);
    }

    [Fact]
    public void Find_SeveralConcepts_AreInTheOrderOfTheirFirstWords()
    {
        var found = Find("pay refund", new Concept("refund", "refund"), new Concept("payment", "pay"));

        Assert.Equal(["#payment", "#refund"], found.Select(match => match.Concept.Tag));
    }

    [Fact]
    public void Find_NoWords_FindsNothing() => Assert.Empty(new ConceptMatcher([new Concept("x", "a")]).Find([]));

    private static IEnumerable<ConceptMatch> Find(string words, params Concept[] concepts) =>
        new ConceptMatcher(concepts).Find(words.Split(' '));
}
