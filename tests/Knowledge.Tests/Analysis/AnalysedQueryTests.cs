namespace Chat.Knowledge.Analysis;

public sealed class AnalysedQueryTests
{
    private readonly AnalysedQuery _query = new();

    [Fact]
    public void Group_NewName_IsMadeWithItsWeight()
    {
        Assert.Equal(0, _query.Group("a", 1.4f, out var isNew));
        Assert.True(isNew);
        Assert.Equal(1, _query.Group("b", 0.25f, out _));
        Assert.Equal([1.4f, 0.25f], _query.Weights);
    }

    [Fact]
    public void Group_KnownName_KeepsItsFirstWeight()
    {
        _ = _query.Group("a", 1.4f, out _);

        Assert.Equal(0, _query.Group("a", 0.5f, out var isNew));
        Assert.False(isNew);
        Assert.Equal([1.4f], _query.Weights);
    }

    [Fact]
    public void Group_OtherCase_IsAnother()
    {
        _ = _query.Group("a", 1, out _);

        Assert.Equal(1, _query.Group("A", 1, out _));
    }

    [Fact]
    public void AddTerm_SeveralOfAGroup_AreKeptInTheirOrder()
    {
        var group = _query.Group("a", 1, out _);

        _query.AddTerm(group, "x", 0.5f);
        _query.AddTerm(group, "y", 1);

        Assert.Equal([new QueryTerm(0, "x", 0.5f), new QueryTerm(0, "y", 1)], _query.Terms);
    }
}
