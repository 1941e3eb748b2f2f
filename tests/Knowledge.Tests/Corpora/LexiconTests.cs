namespace Chat.Knowledge.Corpora;

public sealed class LexiconTests
{
    private static readonly Lexicon Words = new(
        ["#refund", "apple", "apply", "banana", "password"],
        [1, 3, 3, 4, 6],
        [At(0), At(0), At(2), At(1), At(1), At(3)]
    );

    private readonly SearchScratch _scratch = new();

    [Theory]
    [InlineData("#refund", 0)]
    [InlineData("apple", 1)]
    [InlineData("password", 4)]
    [InlineData("Apple", -1)]
    [InlineData("appl", -1)]
    [InlineData("", -1)]
    public void Find_Lexeme_IsItsPlace(string lexeme, int number) => Assert.Equal(number, Words.Find(lexeme));

    [Theory]
    [InlineData(0, new[] { 0 })]
    [InlineData(1, new[] { 0, 2 })]
    [InlineData(2, new int[0])]
    [InlineData(3, new[] { 1 })]
    [InlineData(4, new[] { 1, 3 })]
    public void PostingsOf_Lexeme_AreItsOwn(int lexeme, int[] chunks) =>
        Assert.Equal(chunks, Words.PostingsOf(lexeme).ToArray().Select(posting => posting.Chunk));

    [Theory]
    [InlineData("pasword", 4)]
    [InlineData("banaan", 3)]
    // As similar to "apple" as to "apply": the first one is taken.
    [InlineData("applx", 1)]
    public void Guess_Misspelling_IsTheMostSimilar(string word, int number) => Assert.Equal(number, Guess(word).Number);

    [Theory]
    [InlineData("")]
    [InlineData("pas")]
    [InlineData("zzzz")]
    [InlineData("bassword")]
    [InlineData("#refunt")]
    [InlineData("printer")]
    public void Guess_NothingSimilar_IsNone(string word) => Assert.Equal(-1, Guess(word).Number);

    // Of "pasword" (  p, pa, pas, asw, swo, wor, ord, rd ) and "password" (9) they have 7 in common: 7 / (8 + 9 - 7).
    [Fact]
    public void Guess_Similarity_IsTheShareOfTrigrams() => Assert.Equal(0.7, Guess("pasword").Similarity, 9);

    [Fact]
    public void Guess_SameWord_IsWhollySimilar() => Assert.Equal((4, 1d), Guess("password"));

    [Fact]
    public void Guess_Again_RemembersNothing()
    {
        var first = Guess("pasword");

        _ = Guess("banaan");
        _ = Guess("passssword");

        Assert.Equal(first, Guess("pasword"));
        Assert.All(_scratch.Shared, count => Assert.Equal(0, count));
    }

    [Fact]
    public void Guess_NoLexemes_IsNone()
    {
        var empty = new Lexicon([], [], []);

        Assert.Equal(-1, empty.Guess("password", _scratch, out var similarity));
        Assert.Equal(0, similarity);
        Assert.Equal(-1, empty.Find("password"));
    }

    private static Posting At(int chunk) => new(chunk, 1, headline: false);

    private (int Number, double Similarity) Guess(string word)
    {
        var number = Words.Guess(word, _scratch, out var similarity);
        return (number, similarity);
    }
}
