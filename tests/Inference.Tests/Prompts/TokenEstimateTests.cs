namespace Chat.Inference.Prompts;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("eight ch", 2)]
    [InlineData("世界世界世界", 4)]
    public void Of_Text_CountsByScript(string text, int tokens) => Assert.Equal(tokens, TokenEstimate.Of(text));
}
