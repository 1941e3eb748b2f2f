using System.Diagnostics;
using System.Text.Json;

namespace Grpc.Interop.Tests.Scripts;

/// <summary>A server in another language, under way until disposed.</summary>
internal sealed class ServerScript : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ServerScript(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public static async Task<ServerScript> StartAsync(
        string program,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var server = new ServerScript(Tool.Start(program, arguments));
        var line = await server._process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line is null)
        {
            throw new InvalidOperationException($"{program} ended before it listened: {await server._error}");
        }

        using var told = JsonDocument.Parse(line);
        server.Address = new($"http://127.0.0.1:{told.RootElement.GetProperty("port").GetInt32()}");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input asks the script to go; the kill is for one that hangs.
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }
    }
}
