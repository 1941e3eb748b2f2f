namespace Chat.Knowledge.Analysis;

public sealed class LexemeTests
{
    [Theory]
    [InlineData("refunds", "refund")]
    [InlineData("#refunds", "#refunds")]
    [InlineData("gruße", "gruße")]
    [InlineData("المرور", "مرور")]
    [InlineData("الى", "الى")]
    [InlineData("الان", "الان")]
    [InlineData("الباب", "باب")]
    [InlineData("naïve", "naïve")]
    [InlineData("पासवर्ड", "पासवर्ड")]
    [InlineData("密码", "密码")]
    public void Of_Term_IsItsPlainForm(string term, string lexeme) =>
        Assert.Equal(lexeme, Lexeme.Of(term, stackalloc char[Lexeme.MaxLength]).ToString());
}
