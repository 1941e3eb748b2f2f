using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Chat.Testing.Processes;
using Chat.Testing.Time;

namespace Chat.Testing.Servers;

/// <summary>A private Redis that keeps nothing on disk.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly Lazy<Task<RedisServer>> Shared = new(StartAsync);
    private readonly string folder;
    private readonly int port;
    private ServerProcess? process;

    private RedisServer(string folder, int port)
    {
        this.folder = folder;
        this.port = port;
    }

    /// <summary>StackExchange.Redis configuration text; does not fail when the server is away.</summary>
    public string ConnectionString => $"127.0.0.1:{port},abortConnect=false,allowAdmin=true";

    /// <summary>The server that all tests of this process share; it ends with the process.</summary>
    public static Task<RedisServer> SharedAsync() => Shared.Value;

    /// <summary>Makes and starts a server.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        if (!File.Exists("/usr/bin/redis-server"))
        {
            throw new InvalidOperationException("redis-server is missing: apt-get install redis-server");
        }

        var server = new RedisServer(await ServerFolder.CreateAsync("redis", user: null), LoopbackPort.Reserve());
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/>, on the same port and empty.</summary>
    public async Task StartAgainAsync()
    {
        process = await ServerProcess.StartAsync(
            "/usr/bin/redis-server",
            [
                "--port",
                port.ToString(CultureInfo.InvariantCulture),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder,
                "--save",
                "",
                "--appendonly",
                "no",
            ],
            "TERM"
        );
        await Eventually.TrueAsync(AnswersAsync, CancellationToken.None);
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => process!.StopAsync(Signals.Kill);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.StopAsync(Signals.Terminate);
            await process.DisposeAsync();
        }

        ServerFolder.TryDelete(folder);
    }

    private async Task<bool> AnswersAsync()
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"Redis ended:\n{process.Output}");
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[16];
            var read = await client.GetStream().ReadAsync(answer);
            return Encoding.ASCII.GetString(answer, 0, read).StartsWith("+PONG", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
