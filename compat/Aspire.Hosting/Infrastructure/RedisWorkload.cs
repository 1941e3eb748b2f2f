using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Runs a Redis server on a private loopback port, without persistence.</summary>
internal sealed class RedisWorkload(ResourceInstance instance, StateFolder state)
    : InfrastructureWorkload(instance, state, "redis")
{
    private readonly RedisResource _server = (RedisResource)instance.Resource;

    public override async Task<Launch> PrepareAsync(CancellationToken cancellationToken)
    {
        var folder = PrepareFolder();
        var password = await _server.PasswordParameter!.GetValueAsync(cancellationToken);
        var configuration = Path.Combine(folder, "redis.conf");
        // A file and not arguments, which every user of the machine could read with the password inside.
        await File.WriteAllTextAsync(
            configuration,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                bind 127.0.0.1
                port {Port}
                requirepass {password}
                dir {folder}
                save ""
                appendonly no
                daemonize no
                set-proc-title no

                """
            ),
            cancellationToken
        );
        return new Launch(
            new LaunchRequest
            {
                FileName = NativeTool.Redis.Require(),
                Arguments = [configuration],
                WorkingDirectory = folder,
                Environment = ServerEnvironment.Create(State),
                Account = Account,
            }
        );
    }

    public override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var password = await _server.PasswordParameter!.GetValueAsync(cancellationToken);
        return await RedisProbe.CheckAsync($"127.0.0.1:{Port},password={password}", cancellationToken);
    }
}
