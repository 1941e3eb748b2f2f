using System.Globalization;
using Chat.Testing.Processes;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Testing.Servers;

/// <summary>
/// A private Postgres in a temporary folder, without fsync. <see cref="SharedAsync"/> gives the one of the test
/// process; a test that kills it starts its own with <see cref="StartAsync()"/>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private const string Owner = "chat_owner";
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);
    private static int databases;

    private readonly string folder;
    private readonly int port;
    private ServerProcess? process;

    private PostgresServer(string folder, int port)
    {
        this.folder = folder;
        this.port = port;
    }

    /// <summary>Connects to the database <c>postgres</c> as superuser.</summary>
    public string ConnectionString => StringFor("postgres", User);

    /// <summary>The server that all tests of this process share; it ends with the process.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Makes and starts a server.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var path = await ServerFolder.CreateAsync("postgres", User);
        await ServerProcess.RunAsync(
            Binary("initdb"),
            ["-D", path + "/data", "-U", User, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"],
            User
        );
        var server = new PostgresServer(path, LoopbackPort.Reserve());
        await server.StartAgainAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create role {Owner} login createrole", connection);
        await command.ExecuteNonQueryAsync();
        return server;
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/> or <see cref="StopAsync"/>, on the same port.</summary>
    public async Task StartAgainAsync()
    {
        process = await ServerProcess.StartAsync(
            Binary("postgres"),
            [
                "-D",
                folder + "/data",
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                $"port={port.ToString(CultureInfo.InvariantCulture)}",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=300",
            ],
            "INT",
            User
        );
        await Eventually.TrueAsync(AnswersAsync, CancellationToken.None);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        await process!.StopAsync(Signals.Kill);
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>An orderly, fast stop.</summary>
    public async Task StopAsync()
    {
        await process!.StopAsync(Signals.Interrupt);
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A new, empty database, of a role that may do what ours need and no more: it is no superuser.</summary>
    /// <returns>Its connection string, as that role.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "test" + Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture);
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        // From version 15 on a new database is written into the log whole unless one says so: twice the work.
        var strategy = connection.PostgreSqlVersion.Major >= 15 ? "strategy file_copy" : "";
        await using var command = new NpgsqlCommand($"create database {name} owner {Owner} {strategy}", connection);
        await command.ExecuteNonQueryAsync();
        return StringFor(name, Owner);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await StopAsync();
            await process.DisposeAsync();
        }

        ServerFolder.TryDelete(folder);
    }

    private string StringFor(string database, string user) =>
        $"Host=127.0.0.1;Port={port};Username={user};Database={database};Include Error Detail=true";

    private async Task<bool> AnswersAsync()
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"Postgres ended:\n{process.Output}");
        }

        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=2");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Binary(string name)
    {
        const string Versions = "/usr/lib/postgresql";
        var found = Directory.Exists(Versions)
            ? Directory
                .EnumerateDirectories(Versions)
                .OrderByDescending(static path => path, StringComparer.Ordinal)
                .Select(path => Path.Combine(path, "bin", name))
                .FirstOrDefault(File.Exists)
            : null;
        return found ?? throw new InvalidOperationException($"{name} is missing: apt-get install postgresql");
    }
}
