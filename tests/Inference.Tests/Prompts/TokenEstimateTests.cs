namespace Chat.Inference.Prompts;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("eight ch", 2)]
    [InlineData("世界世界世界", 4)]
    public void Of_Text_CountsByScript(string text, int tokens) => Assert.Equal(tokens, TokenEstimate.Of(text));

    [Theory]
    [InlineData("eight ch", 2, "eight ch")]
    [InlineData("eight chars", 2, "eight ch")]
    [InlineData("eight chars", 0, "")]
    [InlineData("eight chars", -1, "")]
    [InlineData("\u4e16\u754c\u4e16\u754c", 2, "\u4e16\u754c\u4e16")]
    [InlineData("\ud83d\ude42\ud83d\ude42", 2, "\ud83d\ude42")]
    [InlineData("", 0, "")]
    public void Cut_Text_IsTheLongestBeginningWithinTheTokens(string text, int tokens, string expected) =>
        Assert.Equal(expected, TokenEstimate.Cut(text, tokens));
}
