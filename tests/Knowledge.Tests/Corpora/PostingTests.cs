using System.Runtime.CompilerServices;

namespace Chat.Knowledge.Corpora;

public sealed class PostingTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(int.MaxValue, false)]
    [InlineData(int.MaxValue, true)]
    public void Posting_ChunkAndPlace_AreBothKept(int chunk, bool headline)
    {
        var posting = new Posting(chunk, 0.5f, headline);

        Assert.Equal((chunk, 0.5f, headline), (posting.Chunk, posting.Strength, posting.IsHeadline));
    }

    [Theory]
    [InlineData(0.5f, false, 0.9f, false, 0.9f, false)]
    [InlineData(0.9f, false, 0.5f, true, 0.9f, true)]
    [InlineData(0.9f, true, 0.5f, false, 0.9f, true)]
    [InlineData(0.5f, true, 0.9f, true, 0.9f, true)]
    public void Or_OtherForm_TheStrongerCountsAndEitherHeadline(
        float strength,
        bool headline,
        float otherStrength,
        bool otherHeadline,
        float expected,
        bool isHeadline
    )
    {
        var posting = new Posting(7, strength, headline).Or(otherStrength, otherHeadline);

        Assert.Equal((7, expected, isHeadline), (posting.Chunk, posting.Strength, posting.IsHeadline));
    }

    // A large tenant has millions of them, and the bound of memory counts so many bytes for each.
    [Fact]
    public void Posting_Size_IsEightBytes() => Assert.Equal(8, Unsafe.SizeOf<Posting>());
}
