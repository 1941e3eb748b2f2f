using FsCheck;
using FsCheck.Fluent;

namespace Chat.Knowledge.Corpora;

public sealed class TopChunksTests
{
    [Fact]
    public void Offer_AnyScores_KeepsTheBestInOrderAndOfEqualsTheFirst() =>
        Prop.ForAll<byte[], PositiveInt>((scores, room) => IsAsSorted(scores ?? [], room.Get % 8 + 1))
            .QuickCheckThrowOnFailure();

    // Few different scores, so that there are equals; offered from the end, so that the order offered decides nothing.
    private static bool IsAsSorted(byte[] scores, int room)
    {
        (double Score, int Chunk)[] offered = [.. scores.Select((score, chunk) => ((double)(score % 5), chunk))];
        var top = new TopChunks(new (double, int)[room]);
        foreach (var (score, chunk) in offered.Reverse())
        {
            top.Offer(score, chunk);
        }

        return top.Best.SequenceEqual([
            .. offered.OrderByDescending(one => one.Score).ThenBy(one => one.Chunk).Take(room),
        ]);
    }
}
