using System.Text;

namespace Chat.Inference.Providers;

public sealed class SseDataReaderTests
{
    private const string Stream =
        ": comment\nevent: x\ndata: {\"a\":1}\n\ndata:second \u00e9\u4e16\r\n\r\nid: 7\ndata: [DONE]\n\n";

    private static readonly string[] Expected = ["{\"a\":1}", "second \u00e9\u4e16", "[DONE]"];

    [Fact]
    public void TryRead_WholeStream_GivesEachEventsData() => Assert.Equal(Expected, ReadInPieces(Stream, 4096));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void TryRead_CutAtAnyByte_GivesTheSame(int size) => Assert.Equal(Expected, ReadInPieces(Stream, size));

    [Fact]
    public void TryRead_LineLongerThanTheFirstBuffer_GivesItWhole()
    {
        var text = new string('x', 100_000);

        Assert.Equal([text], ReadInPieces($"data: {text}\n", 5000));
    }

    [Fact]
    public void TryRead_LastLineWithoutItsEnd_GivesNothing() => Assert.Empty(ReadInPieces("data: cut", 4));

    [Fact]
    public void Free_LineBeyondTheBound_Throws()
    {
        using var reader = new SseDataReader();

        Assert.Throws<InvalidDataException>(() =>
        {
            for (var total = 0; total <= 2 * SseDataReader.MaxLineBytes; )
            {
                var free = reader.Free();
                free.Span.Fill((byte)'x');
                reader.Advance(free.Length);
                total += free.Length;
                reader.TryRead(out _);
            }
        });
    }

    private static List<string> ReadInPieces(string stream, int size)
    {
        using var reader = new SseDataReader();
        var found = new List<string>();
        foreach (var piece in Encoding.UTF8.GetBytes(stream).Chunk(size))
        {
            for (var rest = piece.AsMemory(); rest.Length > 0; )
            {
                var free = reader.Free();
                var count = Math.Min(free.Length, rest.Length);
                rest[..count].CopyTo(free);
                reader.Advance(count);
                rest = rest[count..];
                while (reader.TryRead(out var data))
                {
                    found.Add(Encoding.UTF8.GetString(data));
                }
            }
        }
        return found;
    }
}
