namespace Chat.Knowledge.Corpora;

public sealed class TrigramsTests
{
    [Theory]
    [InlineData("cat", "  c| ca|cat|at ")]
    [InlineData("aaaa", "  a| aa|aaa|aa ")]
    [InlineData("x", "  x| x ")]
    public void Of_Word_GivesEachOnce(string word, string expected)
    {
        Span<ulong> trigrams = stackalloc ulong[word.Length + 1];
        var count = Trigrams.Of(word, trigrams);

        Assert.Equal(expected.Split('|'), trigrams[..count].ToArray().Select(Letters));
    }

    private static string Letters(ulong trigram) =>
        string.Concat((char)((trigram >> 32) & 0xFFFF), (char)((trigram >> 16) & 0xFFFF), (char)(trigram & 0xFFFF));
}
