namespace Chat.ServiceDefaults.Tests;

public sealed class IdsTests
{
    [Fact]
    public void New_ManyInAMillisecond_SortInTheOrderTheyWereMade()
    {
        var made = Enumerable.Range(0, 20_000).Select(_ => Ids.NewText()).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void New_OnManyThreads_IsNeverTheSameAndOrderedOnEach()
    {
        var made = Enumerable
            .Range(0, 8)
            .AsParallel()
            .WithDegreeOfParallelism(8)
            .Select(_ => Enumerable.Range(0, 5_000).Select(_ => Ids.NewText()).ToList())
            .ToList();

        Assert.All(made, list => Assert.Equal(list.Order(StringComparer.Ordinal), list));
        Assert.Equal(40_000, made.SelectMany(list => list).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void New_HasVersionVariantAndTime()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var bytes = Ids.New().ToByteArray(bigEndian: true);
        // The counter may have run into the milliseconds that follow, when other tests make ids beside this one.
        var after = TimeProvider.System.GetUtcNow().AddSeconds(5).ToUnixTimeMilliseconds();

        Assert.Equal(7, bytes[6] >> 4);
        Assert.Equal(0b10, bytes[8] >> 6);
        Assert.InRange(Convert.ToInt64(Convert.ToHexString(bytes.AsSpan(0, 6)), 16), before, after);
    }

    [Fact]
    public void New_RandomHalf_DiffersFromIdToId()
    {
        var halves = Enumerable.Range(0, 1_000).Select(_ => Ids.NewText()[19..]).ToList();

        Assert.Equal(halves.Count, halves.Distinct(StringComparer.Ordinal).Count());
    }
}
