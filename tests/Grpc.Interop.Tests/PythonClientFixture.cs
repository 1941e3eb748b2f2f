using Grpc.Interop.Tests.Scripts;
using Grpc.Interop.Tests.Server;

namespace Grpc.Interop.Tests;

/// <summary>Runs all cases of grpcio against our server once.</summary>
public sealed class PythonClientFixture : IAsyncLifetime
{
    internal IReadOnlyDictionary<string, CaseResult> Results { get; private set; } =
        new Dictionary<string, CaseResult>(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        using var stubs = await PythonStubs.GenerateAsync(limit.Token);
        await using var server = await InteropServer.StartAsync(streamsPerConnection: 256, limit.Token);
        Results = await ClientScript.RunAsync(
            PythonStubs.Interpreter,
            ["python/client.py", server.Address.Authority, stubs.Folder],
            limit.Token
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
