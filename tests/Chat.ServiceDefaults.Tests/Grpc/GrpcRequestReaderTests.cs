using System.IO.Pipelines;
using System.Net;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Tests.Grpc;

/// <summary>A caller who goes away while its request is read.</summary>
public sealed class GrpcRequestReaderTests
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAndTryRead_CallerHasGone_AreCancelled()
    {
        var pipe = new Pipe();
        await pipe.Writer.CompleteAsync(new IOException("reset"));
        var reader = new GrpcRequestReader(pipe.Reader);

        var thrown = await Assert.ThrowsAsync<RpcException>(() => reader.ReadAsync(Cancel).AsTask());

        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
        Assert.Throws<RpcException>(() => reader.TryRead(out _));
    }

    [Fact]
    public async Task Read_CallerGoesMeanwhile_IsCancelled()
    {
        var pipe = new Pipe();
        var reading = ReadAsync(pipe);

        await pipe.Writer.CompleteAsync(new IOException("reset"));

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => reading)).StatusCode);
    }

    [Fact]
    public async Task Read_RequestIsWrong_SaysSo()
    {
        var pipe = new Pipe();
        await pipe.Writer.CompleteAsync(new BadHttpRequestException("too large"));

        await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(pipe));
    }

    [Fact]
    [Trait("Level", "Component")]
    public async Task Call_ResetInTheMiddleOfItsMessage_IsCancelled()
    {
        await using var service = await TestService.StartAsync(
            map: app =>
                app.Use(
                    (context, next) =>
                    {
                        arrived.TrySetResult();
                        return next(context);
                    }
                ),
            configuration: new() { ["Logging:LogLevel:Grpc"] = "Information" }
        );
        using (var client = new HttpClient())
        using (var leaving = new CancellationTokenSource())
        {
            using var request = await WatchAsync(service.GrpcAddress);
            var call = client.SendAsync(request, leaving.Token);
            await arrived.Task.WithTimeout();
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        // Waits for the requests that are under way.
        await service.StopAsync();
        service.Logs.AssertNoErrors();
        Assert.Contains(
            service.Logs.Entries,
            entry => entry.Message.Contains("The caller has gone.", StringComparison.Ordinal)
        );
    }

    private static async Task ReadAsync(Pipe pipe) => await new GrpcRequestReader(pipe.Reader).ReadAsync(Cancel);

    private static async Task<HttpRequestMessage> WatchAsync(Uri service)
    {
        // The head of a message, of which nothing follows.
        var message = new Pipe();
        await message.Writer.WriteAsync(new byte[] { 0, 0, 0, 0, 9 }, Cancel);
        var body = new StreamContent(message.Reader.AsStream());
        body.Headers.ContentType = new("application/grpc");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(service, "/grpc.health.v1.Health/Watch"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
    }
}
