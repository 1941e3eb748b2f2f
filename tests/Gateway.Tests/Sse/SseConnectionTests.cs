using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Chat.Gateway.Sse;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Gateway.Tests.Sse;

public sealed class SseConnectionTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly FakeTimeProvider time = new();
    private readonly Pipe pipe = new();

    [Fact]
    public async Task Start_SilenceOfOneInterval_SendsAComment()
    {
        await using var connection = Open();
        connection.Start();

        time.Advance(Interval);

        Assert.Equal(": keep-alive\n\n", await ReadAsync());
    }

    [Fact]
    public async Task Start_WriteWithinTheInterval_NeedsNoComment()
    {
        await using var connection = Open();
        connection.Start();
        time.Advance(Interval / 2);
        await WriteAsync(connection, "data: x\n\n");

        time.Advance(Interval / 2);
        await WriteAsync(connection, "data: y\n\n");

        Assert.Equal("data: x\n\ndata: y\n\n", await ReadAsync());
    }

    [Fact]
    public async Task DisposeAsync_LaterTicks_WriteNothing()
    {
        var connection = Open();
        connection.Start();
        await connection.DisposeAsync();

        time.Advance(Interval * 3);
        await pipe.Writer.CompleteAsync();

        Assert.Equal("", await ReadAsync());
    }

    [Fact]
    public async Task WriteAsync_NothingToWrite_DoesNotFlush()
    {
        await using var connection = Open();
        connection.Start();

        await connection.WriteAsync(static (_, _) => { }, 0, TestContext.Current.CancellationToken);

        Assert.False(pipe.Reader.TryRead(out _));
    }

    [Fact]
    public async Task WriteAsync_ReaderDoesNotRead_IsBlockedUntilItDoes()
    {
        await using var connection = Open();
        connection.Start();
        var large = new string('x', 70_000);

        var writing = WriteAsync(connection, large);
        Assert.True(connection.IsBlocked);
        var read = await pipe.Reader.ReadAtLeastAsync(large.Length, TestContext.Current.CancellationToken);
        pipe.Reader.AdvanceTo(read.Buffer.End);
        await writing.WithTimeout();

        Assert.False(connection.IsBlocked);
    }

    private SseConnection Open()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new PipeBody(pipe.Writer));
        return new SseConnection(context, time, Interval);
    }

    private static Task WriteAsync(SseConnection connection, string text) =>
        connection
            .WriteAsync(
                static (output, text) => output.Write(Encoding.UTF8.GetBytes(text)),
                text,
                TestContext.Current.CancellationToken
            )
            .AsTask();

    private async Task<string> ReadAsync()
    {
        var read = await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(read.Buffer.ToArray());
        pipe.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }
}
