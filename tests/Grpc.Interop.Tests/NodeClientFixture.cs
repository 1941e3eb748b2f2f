using Grpc.Interop.Tests.Scripts;
using Grpc.Interop.Tests.Server;

namespace Grpc.Interop.Tests;

/// <summary>Runs all cases of @grpc/grpc-js against our server once.</summary>
public sealed class NodeClientFixture : IAsyncLifetime
{
    internal IReadOnlyDictionary<string, CaseResult> Results { get; private set; } =
        new Dictionary<string, CaseResult>(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        await NodePackages.EnsureAsync(limit.Token);
        await using var server = await InteropServer.StartAsync(streamsPerConnection: 256, limit.Token);
        Results = await ClientScript.RunAsync("node", ["node/client.mjs", server.Address.Authority], limit.Token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
