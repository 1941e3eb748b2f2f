using Grpc.Interop.Tests.Scripts;
using Grpc.Net.Client;

namespace Grpc.Interop.Tests;

/// <summary>A grpc-js server that lives as long as the tests of one class.</summary>
public sealed class NodeServerFixture : IAsyncLifetime
{
    private ServerScript? _server;

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await NodePackages.EnsureAsync(limit.Token);
        _server = await ServerScript.StartAsync("node", ["node/server.mjs"], limit.Token);
    }

    /// <summary>A channel of its own for each test, so that one test's connections are not another's.</summary>
    internal GrpcChannel Connect(GrpcChannelOptions? options = null) =>
        GrpcChannel.ForAddress(_server!.Address, options ?? new GrpcChannelOptions());

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
