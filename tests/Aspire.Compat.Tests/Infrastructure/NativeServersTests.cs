using System.Diagnostics;
using Aspire.Compat.Tests.Processes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Infrastructure;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Aspire.Compat.Tests.Infrastructure;

[Trait("Level", "Component")]
public sealed class NativeServersTests
{
    [Fact]
    public async Task Postgres_Kill9UnderData_RecoversOnTheSamePortWithTheData()
    {
        await using var test = await TestApp.StartAsync(app => app.AddPostgres("postgres").AddDatabase("store"));
        await test.HealthyAsync("store");
        var connectionString = await test.App.GetConnectionStringAsync("store", test.Token);
        await ExecuteAsync(connectionString!, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)", test.Token);
        var before = await test.HealthyAsync("postgres");

        Process.GetProcessById(TestApp.ProcessId(before)).Kill();
        await test.WaitAsync(
            "postgres",
            e => e.Snapshot.IsHealthy && TestApp.ProcessId(e) != TestApp.ProcessId(before)
        );

        Assert.Equal(7, await ExecuteAsync(connectionString!, "SELECT id FROM kept", test.Token));
    }

    [Fact]
    public async Task Postgres_StoppedWhileTheClusterIsMade_LeavesNothingRunning()
    {
        var name = $"pg-{Environment.ProcessId}";
        await using var test = await TestApp.StartAsync(app => app.AddPostgres(name));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        string? passwordFile;
        while ((passwordFile = PasswordFile(name)) is null)
        {
            await timer.WaitForNextTickAsync(test.Token);
        }

        await test.App.StopAsync(test.Token);

        Assert.False(Running(name));
        Assert.False(File.Exists(passwordFile));

        // Only initdb and the server name the folder.
        static bool Running(string folder) =>
            Process.GetProcesses().Any(process => CommandLine(process.Id).Contains(folder, StringComparison.Ordinal));

        static string? PasswordFile(string folder) =>
            Process
                .GetProcesses()
                .SelectMany(process => CommandLine(process.Id).Split('\0', ' '))
                .Where(word => word.Contains(folder, StringComparison.Ordinal))
                .Select(word => word.Split("--pwfile="))
                .FirstOrDefault(parts => parts.Length == 2)
                ?[1];
    }

    [Fact]
    public async Task Postgres_StoppedWhileTheKeptClusterIsMade_IsMadeByTheNextStart()
    {
        var state = AppHostProcess.NewStateFolder();
        await using (var first = await StartAsync(isLast: false))
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (!HasBegun(Path.Combine(state, "data")))
            {
                await timer.WaitForNextTickAsync(first.Token);
            }
            await first.App.StopAsync(first.Token);
        }

        await using var second = await StartAsync(isLast: true);

        await second.HealthyAsync("postgres");

        Task<TestApp> StartAsync(bool isLast) =>
            TestApp.StartAsync(
                app => app.AddPostgres("postgres").WithDataVolume(),
                $"--CHAT_STATE={state}",
                $"--{OrchestratorOptions.DisposableStateKey}={isLast}"
            );

        // initdb's first file, by which a server knows the folder for its own.
        static bool HasBegun(string data) =>
            Directory.Exists(data) && Directory.EnumerateFiles(data, "PG_VERSION", SearchOption.AllDirectories).Any();
    }

    [Fact]
    public async Task Redis_Kill9_ComesBackOnTheSamePort()
    {
        await using var test = await TestApp.StartAsync(app => app.AddRedis("redis"));
        var before = await test.HealthyAsync("redis");
        var connectionString = await test.App.GetConnectionStringAsync("redis", test.Token);

        Process.GetProcessById(TestApp.ProcessId(before)).Kill();
        await test.WaitAsync("redis", e => e.Snapshot.IsHealthy && TestApp.ProcessId(e) != TestApp.ProcessId(before));

        Assert.Equal(connectionString, await test.App.GetConnectionStringAsync("redis", test.Token));
    }

    [Fact]
    public async Task RabbitMQ_Kill9_ComesBackOnTheSamePort()
    {
        await using var test = await TestApp.StartAsync(app => app.AddRabbitMQ("messaging"));
        var before = await test.HealthyAsync("messaging");

        Process.GetProcessById(TestApp.ProcessId(before)).Kill();
        await test.WaitAsync(
            "messaging",
            e => e.Snapshot.IsHealthy && TestApp.ProcessId(e) != TestApp.ProcessId(before)
        );

        var connectionString = await test.App.GetConnectionStringAsync("messaging", test.Token);
        Assert.Null(await RabbitMQProbe.CheckAsync(connectionString!, test.Token));
    }

    [Fact]
    public async Task Start_ExternalConnectionString_UsesItWithoutAProcess()
    {
        await using var owner = await TestApp.StartAsync(app => app.AddRedis("redis"));
        await owner.HealthyAsync("redis");
        var external = await owner.App.GetConnectionStringAsync("redis", owner.Token);

        await using var test = await TestApp.StartAsync(
            app => app.AddRedis("redis"),
            $"--ConnectionStrings:redis={external}"
        );
        var active = await test.HealthyAsync("redis");

        Assert.Equal(KnownResourceStates.Active, active.Snapshot.State?.Text);
        Assert.Equal(external, await test.App.GetConnectionStringAsync("redis", test.Token));
    }

    [Fact]
    public async Task Start_ExternalConnectionStringWithWrongPassword_IsRefusedWithTheServersWords()
    {
        await using var owner = await TestApp.StartAsync(app => app.AddPostgres("postgres").AddDatabase("store"));
        await owner.HealthyAsync("store");
        var right = new NpgsqlConnectionStringBuilder(await owner.App.GetConnectionStringAsync("store", owner.Token));
        right.Password = "wrong";

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            TestApp.StartAsync(
                app => app.AddPostgres("postgres").AddDatabase("store"),
                $"--ConnectionStrings:store={right.ConnectionString}"
            )
        );

        Assert.Contains("ConnectionStrings:store", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("password authentication failed", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<object?> ExecuteAsync(
        string connectionString,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
