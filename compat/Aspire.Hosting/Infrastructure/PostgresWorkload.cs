using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Runs a Postgres server in a private folder on a private loopback port.</summary>
internal sealed class PostgresWorkload(ResourceInstance instance, StateFolder state, ProcessLauncher launcher)
    : InfrastructureWorkload(instance, state, "postgres")
{
    private readonly PostgresServerResource _server = (PostgresServerResource)instance.Resource;

    // Acknowledged is durable, so fsync and synchronous_commit stay on. The rest suits a small machine: several
    // instances of five services share the connections, and checkpoints are spread out to keep commits even. The
    // events' table, through which all pass, is cleaned up often: reading it goes over what was not.
    private static readonly Dictionary<string, string> s_settings = new(StringComparer.Ordinal)
    {
        ["listen_addresses"] = "127.0.0.1",
        ["unix_socket_directories"] = "",
        ["password_encryption"] = "scram-sha-256",
        ["max_connections"] = "300",
        ["shared_buffers"] = "256MB",
        ["checkpoint_timeout"] = "15min",
        ["checkpoint_completion_target"] = "0.9",
        ["max_wal_size"] = "2GB",
        ["autovacuum_naptime"] = "10s",
        ["log_min_duration_statement"] = "2000",
        ["log_line_prefix"] = "%m [%p] %q%d ",
        ["timezone"] = "UTC",
    };

    // Pages go whole into the log after each checkpoint. The method every server has was a fifth of the time that
    // appending messages took; this one came with version 15, and not with every build.
    private const string FastCompression = "wal_compression=lz4";

    public override async Task<Launch> PrepareAsync(CancellationToken cancellationToken)
    {
        var folder = PrepareFolder();
        var data = Path.Combine(folder, "cluster");
        var password = (await _server.PasswordParameter.GetValueAsync(cancellationToken))!;
        await PostmasterFile.HealAsync(data, cancellationToken);
        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
        {
            await InitializeAsync(folder, data, password, cancellationToken);
        }
        RefuseOtherPassword(folder, password);
        var server = ServerFor(data);
        return new Launch(
            new LaunchRequest
            {
                FileName = server,
                Arguments =
                [
                    "-D",
                    data,
                    "-p",
                    Port.ToString(CultureInfo.InvariantCulture),
                    .. s_settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
                    "-c",
                    Knows(server, data, FastCompression) ? FastCompression : "wal_compression=on",
                ],
                WorkingDirectory = folder,
                Environment = ServerEnvironment.Create(State),
                Account = Account,
                // "Fast" shutdown; SIGTERM would wait for every client to leave.
                StopSignal = UnixSignal.Interrupt,
            }
        );
    }

    public override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var connectionString = await _server.ConnectionStringExpression.GetValueAsync(cancellationToken);
        return await PostgresProbe.CheckAsync(connectionString + ";Database=postgres", cancellationToken);
    }

    private async Task InitializeAsync(string folder, string data, string password, CancellationToken cancellationToken)
    {
        // Made beside its place: what an interrupted initdb leaves looks whole from its first moment on.
        var unfinished = data + ".new";
        foreach (var part in new[] { unfinished, data }.Where(Directory.Exists))
        {
            // It never held anything.
            Directory.Delete(part, recursive: true);
        }
        var user = await _server.UserNameReference.GetValueAsync(cancellationToken);
        var passwordFile = Path.Combine(folder, "initial-password");
        await File.WriteAllTextAsync(passwordFile, password, cancellationToken);
        State.Prepare(Path.GetRelativePath(State.Path, folder), Account);
        var output = new List<string>();
        using var initdb = await launcher.LaunchAsync(
            new LaunchRequest
            {
                FileName = NativeTool.Initdb.Require(),
                Arguments =
                [
                    "-D",
                    unfinished,
                    "--username=" + user,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                ],
                WorkingDirectory = folder,
                Environment = ServerEnvironment.Create(State),
                Account = Account,
            },
            (line, _) =>
            {
                lock (output)
                {
                    output.Add(line);
                }
            }
        );
        var exitCode = await EndAsync(initdb, passwordFile, cancellationToken);
        if (exitCode != 0)
        {
            throw new DistributedApplicationException(
                $"The Postgres cluster of '{Instance.Id}' could not be made in {data}: {string.Join(' ', output.TakeLast(3))}"
            );
        }
        Directory.Move(unfinished, data);
    }

    // Who stops meanwhile does not wait for it, and leaves nothing behind: the next start makes the cluster anew.
    private static async Task<int> EndAsync(
        SupervisedProcess initdb,
        string passwordFile,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await initdb.EndAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await initdb.StopAsync(cancellationToken);
            throw;
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    // Data is read only by the version that wrote it, which may not be the newest installed.
    private string ServerFor(string data)
    {
        var version = File.ReadAllText(Path.Combine(data, "PG_VERSION")).Trim();
        var sameVersion = $"/usr/lib/postgresql/{version}/bin/postgres";
        if (File.Exists(sameVersion))
        {
            return sameVersion;
        }
        var found = NativeTool.Postgres.Require();
        var text = FileVersion(found);
        return text.Contains($" {version}", StringComparison.Ordinal)
            ? found
            : throw new DistributedApplicationException(
                $"The data of '{Instance.Id}' in {data} is of Postgres {version}, but only {text.Trim()} is installed. "
                    + $"Install version {version}, or remove that folder to start without the data."
            );
    }

    private static string FileVersion(string file) => Run(file, "--version").Output;

    // -C must come first: only then may root ask, and nothing is started.
    private static bool Knows(string server, string data, string setting) =>
        Run(server, "-C", setting[..setting.IndexOf('=', StringComparison.Ordinal)], "-D", data, "-c", setting).ExitCode
        == 0;

    private static (int ExitCode, string Output) Run(string file, params ReadOnlySpan<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(file, [.. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
