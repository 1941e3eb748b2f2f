using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Streams;

public sealed class StreamTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAllAsync_SeveralMessages_GivesThemInOrder()
    {
        var reader = new ListStreamReader<string>(["a", "b", "c"]);

        var read = new List<string>();
        await foreach (var message in reader.ReadAllAsync(Ending))
        {
            read.Add(message);
        }

        Assert.Equal(["a", "b", "c"], read);
    }

    [Fact]
    public async Task ReadAllAsync_TokenOfTheEnumeration_ReachesTheStream()
    {
        var reader = new ListStreamReader<string>(["a"]);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        async Task Act()
        {
            await foreach (var message in reader.ReadAllAsync(Ending).WithCancellation(source.Token))
            {
                Assert.Fail("A message came after the cancellation: " + message);
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(Act);
    }

    [Fact]
    public void ReadAllAsync_NullReader_ThrowsBeforeTheFirstRead() =>
        Assert.Throws<ArgumentNullException>(() => ((IAsyncStreamReader<string>)null!).ReadAllAsync(Ending));

    [Fact]
    public async Task MoveNext_WithoutToken_ReadsUncancellably()
    {
        var reader = new ListStreamReader<string>(["a"]);

        Assert.True(await reader.MoveNext());
        Assert.Equal("a", reader.Current);
        Assert.False(await reader.MoveNext());
        Assert.False(reader.LastToken.CanBeCanceled);
    }

    [Fact]
    public async Task WriteAsync_TokenThatCannotCancel_Writes()
    {
        var writer = new ListStreamWriter<string>();

        await ((IAsyncStreamWriter<string>)writer).WriteAsync("a", CancellationToken.None);

        Assert.Equal(["a"], writer.Written);
    }

    [Fact]
    public async Task WriteAsync_WriterWithoutCancellation_RefusesTheToken()
    {
        var writer = new ListStreamWriter<string>();

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            ((IAsyncStreamWriter<string>)writer).WriteAsync("a", Ending)
        );
        Assert.Empty(writer.Written);
    }
}
