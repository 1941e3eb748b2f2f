namespace Chat.Inference.Tools.Mcp;

public sealed class BoundedStreamTests
{
    private const int Bound = 100;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_UpToTheBound_GivesAll(bool isAsync)
    {
        await using var stream = new BoundedStream(new MemoryStream(new byte[Bound]), Bound);

        Assert.Equal(Bound, await CountAsync(stream, isAsync));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_OneMore_Fails(bool isAsync)
    {
        await using var stream = new BoundedStream(new MemoryStream(new byte[Bound + 1]), Bound);

        await Assert.ThrowsAsync<IOException>(() => CountAsync(stream, isAsync));
    }

    [Fact]
    public async Task Read_TooMuchAtOnce_Fails()
    {
        await using var stream = new BoundedStream(new MemoryStream(new byte[1_000]), Bound);

        await Assert.ThrowsAsync<IOException>(() =>
            stream.ReadExactlyAsync(new byte[1_000], TestContext.Current.CancellationToken).AsTask()
        );
    }

    [Fact]
    public void Dispose_Stream_DisposesTheOneBelow()
    {
        var inner = new MemoryStream();

        new BoundedStream(inner, Bound).Dispose();

        Assert.False(inner.CanRead);
    }

    private static async Task<int> CountAsync(Stream stream, bool isAsync)
    {
        var buffer = new byte[7];
        var count = 0;
        while (true)
        {
            var read = isAsync
                ? await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)
                : stream.Read(buffer, 0, buffer.Length);
            if (read == 0)
            {
                return count;
            }
            count += read;
        }
    }
}
