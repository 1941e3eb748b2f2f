namespace Chat.ServiceDefaults.Tests;

public sealed class BoundedTextTests
{
    [Theory]
    [InlineData("", 0, "")]
    [InlineData("abc", 0, "")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab😀", 4, "ab😀")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData("😀😀", 3, "😀")]
    [InlineData("😀", 1, "")]
    public void Cut_AnyText_IsItsBeginningWithoutHalfOfAPair(string text, int limit, string expected) =>
        Assert.Equal(expected, BoundedText.Cut(text, limit));
}
