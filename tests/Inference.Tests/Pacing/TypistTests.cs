namespace Chat.Inference.Pacing;

public sealed class TypistTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("One.", new[] { "One." })]
    [InlineData("One.\nTwo.", new[] { "One.\nTwo." })]
    [InlineData("One.\n\nTwo.\n\nThree.", new[] { "One.", "\n\nTwo.", "\n\nThree." })]
    [InlineData("One.\n\n\n\nTwo.", new[] { "One.", "\n\n\n\nTwo." })]
    [InlineData("\n\nOne.", new[] { "\n\nOne." })]
    [InlineData("One.\n\n", new[] { "One.\n\n" })]
    [InlineData("\n\n", new[] { "\n\n" })]
    public void Bubbles_Text_AreItsParagraphs(string text, string[] bubbles) =>
        Assert.Equal(bubbles, Typist.Bubbles(text));

    [Fact]
    public void Bubbles_AnyText_TogetherAreTheText()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(random.GetItems(["a", " ", "\n", "\n\n", "\r\n", "Hi."], random.Next(20)));

            var bubbles = Typist.Bubbles(text).ToList();

            Assert.Equal(text, string.Concat(bubbles));
            Assert.DoesNotContain("", bubbles);
            Assert.True(bubbles.Count < 2 || bubbles.TrueForAll(static bubble => bubble.Trim().Length > 0), text);
        }
    }
}
