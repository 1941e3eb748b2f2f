namespace Chat.Knowledge.Corpora;

public sealed class ChunkScoreTests
{
    private static readonly GroupWeight Rare = new(Base: 2, Weight: 4);
    private static readonly GroupWeight Common = new(Base: 1, Weight: 0.5);

    [Fact]
    public void IsTouched_NothingAdded_IsFalse() => Assert.False(default(ChunkScore).IsTouched);

    [Fact]
    public void Add_FirstGroupInTheBody_TouchesAndCovers()
    {
        var score = default(ChunkScore);

        score.Add(0, Rare, 0.5f, headline: false);

        Assert.True(score.IsTouched);
        Assert.Equal((2d, 0d), (score.Covered, score.Headline));
    }

    [Fact]
    public void Add_InTheHeadline_CountsThereWithoutItsRarity()
    {
        var score = default(ChunkScore);

        score.Add(0, Rare, 0.5f, headline: true);

        Assert.Equal((2d, 1d), (score.Covered, score.Headline));
    }

    [Theory]
    [InlineData(0.25f, 0.75f)]
    [InlineData(0.75f, 0.25f)]
    [InlineData(0.75f, 0.75f)]
    public void Add_TermsOfAGroup_TheStrongestCountsOnce(float first, float second)
    {
        var score = default(ChunkScore);

        score.Add(3, Rare, first, headline: true);
        score.Add(3, Rare, second, headline: true);

        Assert.Equal((3d, 1.5d), (score.Covered, score.Headline));
    }

    // The group as a whole is in the headline then, with the strength of its strongest term.
    [Theory]
    [InlineData(0.75f, false, 0.25f, true)]
    [InlineData(0.25f, true, 0.75f, false)]
    public void Add_OneTermInTheHeadline_TheGroupStandsThere(float first, bool inFirst, float second, bool inSecond)
    {
        var score = default(ChunkScore);

        score.Add(0, Rare, first, inFirst);
        score.Add(0, Rare, second, inSecond);

        Assert.Equal((3d, 1.5d), (score.Covered, score.Headline));
    }

    [Fact]
    public void Add_NextGroup_AddsToTheOneBefore()
    {
        var score = default(ChunkScore);

        score.Add(0, Rare, 1f, headline: true);
        score.Add(1, Common, 0.5f, headline: false);

        Assert.Equal((4.25, 2d), (score.Covered, score.Headline));
    }

    [Fact]
    public void Add_NextGroup_BeginsWithNothingOfTheOneBefore()
    {
        var score = default(ChunkScore);
        score.Add(0, Rare, 1f, headline: true);

        score.Add(1, Common, 0.5f, headline: false);
        score.Add(1, Common, 1f, headline: true);

        Assert.Equal((4.5, 3d), (score.Covered, score.Headline));
    }
}
