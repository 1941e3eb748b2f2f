namespace Chat.Knowledge.Analysis;

public sealed class TextAnalyserTests
{
    private readonly TextAnalyser _analyser = new();

    [Theory]
    [InlineData("I forgot my login secret", "#password")]
    [InlineData("I forgot my login secret", "#forgotten")]
    [InlineData("get my money back", "#refund")]
    [InlineData("Can I get the money I paid back?", "#refund")]
    [InlineData("When will my parcel arrive?", "#delivery")]
    [InlineData("I want to speak with a real person", "#human")]
    public void Analyse_OtherWords_FindsTheConcept(string question, string tag) =>
        Assert.Contains(tag, Texts(question));

    [Theory]
    [InlineData("Is money important?", "#refund")]
    [InlineData("My back hurts", "#refund")]
    [InlineData("personality test", "#human")]
    public void Analyse_WordsThatOnlyLookAlike_FindsNoConcept(string question, string tag) =>
        Assert.DoesNotContain(tag, Texts(question));

    [Fact]
    public void Analyse_ConceptNamedTwice_IsOneGroup()
    {
        var query = _analyser.Analyse("refund refunds");

        Assert.Single(query.Weights);
        Assert.Equal(["#refund", "refund", "refunds"], query.Terms.Select(term => term.Text));
    }

    [Fact]
    public void Analyse_EmptyWords_AreLeftOut() =>
        Assert.True(_analyser.Analyse("What is it that you do?").Weights.Sum() < 0.5);

    [Fact]
    public void Analyse_NothingAtAll_IsEmpty() => Assert.Empty(_analyser.Analyse("?!").Terms);

    [Fact]
    public void Terms_Text_GivesWordsAndTagsOnce() =>
        Assert.Equal(
            new HashSet<string>(["refunds", "money", "back", "#refund"], StringComparer.Ordinal),
            _analyser.Terms("Refunds: refunds, money back.")
        );

    [Fact]
    public void Table_Names_AreUnique() =>
        Assert.Equal(ConceptTable.All.Length, ConceptTable.All.Select(concept => concept.Name).Distinct().Count());

    [Fact]
    public void Table_Patterns_AreWordsAsTheAnalyserCutsThem() =>
        Assert.All(
            ConceptTable.All.SelectMany(concept => concept.Patterns).SelectMany(pattern => pattern.Split('+')),
            part => Assert.Equal([part.TrimEnd('*')], Words.Of(part, 5))
        );

    private IEnumerable<string> Texts(string question) => _analyser.Analyse(question).Terms.Select(term => term.Text);
}
