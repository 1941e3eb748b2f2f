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

    [Theory]
    [InlineData("zebra", 1f)]
    [InlineData("question", 0.25f)]
    [InlineData("refund", 1.4f)]
    [InlineData("account", 0.6f)]
    public void Analyse_OneWord_WeighsAsMuchAsItSays(string word, float weight) =>
        Assert.Equal([weight], _analyser.Analyse(word).Weights);

    [Fact]
    public void Analyse_Concept_IsAskedForByItsTagOrTheWordsThatSaySomething()
    {
        var query = _analyser.Analyse("money back");

        Assert.Equal([new QueryTerm(0, "#refund", 0.95f), new QueryTerm(0, "money", 1f)], query.Terms);
        Assert.Single(query.Weights);
    }

    [Fact]
    public void Analyse_WordOfItsOwn_IsAskedForOnce() =>
        Assert.Equal([new QueryTerm(0, "zebra", 1f)], _analyser.Analyse("Zebra, zebra! ZEBRA").Terms);

    [Theory]
    [InlineData(64, 1)]
    [InlineData(65, 0)]
    public void AnalyseAndTerms_LongWord_CountUpToTheLongestTerm(int length, int count)
    {
        var word = new string('x', length);

        Assert.Equal(count, _analyser.Analyse(word).Terms.Count);
        Assert.Equal(count, _analyser.Terms(word).Count);
        Assert.Equal(count, _analyser.Analyse("password" + word[8..]).Terms.Count(term => term.Text[0] != '#'));
    }

    [Fact]
    public void Analyse_LongQuestion_CountsItsFirstSixtyFourWords()
    {
        var question = string.Join(' ', Enumerable.Range(0, 70).Select(n => $"zebra{n}")) + " refund";

        var query = _analyser.Analyse(question);

        Assert.Equal(64, query.Terms.Count);
        Assert.Equal("zebra63", query.Terms[^1].Text);
    }

    [Theory]
    [InlineData("れた", true)]
    [InlineData("れたら", false)]
    [InlineData("パス", false)]
    [InlineData("help", true)]
    [InlineData("zebra", false)]
    public void IsWeak_Word_IsOneThatSaysLittle(string word, bool isWeak) =>
        Assert.Equal(isWeak, StopWords.IsWeak(word));

    private IEnumerable<string> Texts(string question) => _analyser.Analyse(question).Terms.Select(term => term.Text);
}
