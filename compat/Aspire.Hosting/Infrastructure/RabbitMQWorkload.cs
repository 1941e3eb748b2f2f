using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Runs a RabbitMQ broker in a private folder on private loopback ports.</summary>
/// <remarks>
/// The broker would daemonise a port mapper (epmd) that outlives it, so an own one is started first, as a child
/// like any other, and the broker finds it running.
/// </remarks>
internal sealed class RabbitMQWorkload(
    ResourceInstance instance,
    StateFolder state,
    ProcessLauncher launcher,
    PortAllocator ports
) : InfrastructureWorkload(instance, state, "rabbitmq")
{
    private readonly RabbitMQServerResource _broker = (RabbitMQServerResource)instance.Resource;
    private int _mapperPort = ports.Choose();
    private int _distributionPort = ports.Choose();
    private SupervisedProcess? _mapper;

    public override async Task<Launch> PrepareAsync(CancellationToken cancellationToken)
    {
        var folder = PrepareFolder();
        var user = (await _broker.UserNameReference.GetValueAsync(cancellationToken))!;
        var password = (await _broker.PasswordParameter.GetValueAsync(cancellationToken))!;
        RefuseOtherPassword(folder, password);
        await WriteFilesAsync(folder, user, password, cancellationToken);
        State.Prepare(Path.GetRelativePath(State.Path, folder), Account);
        await EnsureMapperAsync(folder, cancellationToken);
        _distributionPort = ports.Keep(_distributionPort);
        return new Launch(
            new LaunchRequest
            {
                FileName = NativeTool.RabbitMQ.Require(),
                WorkingDirectory = folder,
                Environment = CreateEnvironment(folder),
                Account = Account,
                // It closes its queues in about 1 s; with many messages it takes longer.
                StopGrace = TimeSpan.FromSeconds(8),
            }
        );
    }

    public override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var connectionString = await _broker.ConnectionStringExpression.GetValueAsync(cancellationToken);
        return await RabbitMQProbe.CheckAsync(connectionString!, cancellationToken);
    }

    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_mapper is { } mapper)
        {
            _mapper = null;
            await mapper.StopAsync(cancellationToken);
            mapper.Dispose();
        }
    }

    private async Task WriteFilesAsync(string folder, string user, string password, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "rabbitmq.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                listeners.tcp.1 = 127.0.0.1:{Port}
                default_user = {user}
                default_pass = {password}
                loopback_users = none
                log.console = true
                log.console.level = info
                log.connection.level = warning
                log.file = false
                disk_free_limit.absolute = 200MB
                vm_memory_high_watermark.relative = 0.3

                """
            ),
            cancellationToken
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[].\n", cancellationToken);
        var cookie = Path.Combine(folder, ".erlang.cookie");
        if (!File.Exists(cookie))
        {
            await File.WriteAllTextAsync(cookie, RandomNumberGenerator.GetHexString(32), cancellationToken);
            // Erlang refuses a cookie that others could read.
            File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
        }
    }

    private Dictionary<string, string> CreateEnvironment(string folder)
    {
        var environment = ServerEnvironment.Create(State);
        environment["HOME"] = folder;
        environment["RABBITMQ_NODENAME"] = $"{Instance.Resource.Name}@localhost";
        environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia");
        environment["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log");
        environment["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq");
        environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins");
        environment["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(folder, "generated");
        environment["RABBITMQ_CONF_ENV_FILE"] = "/dev/null";
        environment["RABBITMQ_DIST_PORT"] = _distributionPort.ToString(CultureInfo.InvariantCulture);
        environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}";
        environment["ERL_EPMD_PORT"] = _mapperPort.ToString(CultureInfo.InvariantCulture);
        environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        // With this the start script becomes the broker instead of staying before it as a shell that eats signals.
        environment["RUNNING_UNDER_SYSTEMD"] = "1";
        return environment;
    }

    private async Task EnsureMapperAsync(string folder, CancellationToken cancellationToken)
    {
        if (_mapper is { Exited.IsCompleted: false })
        {
            return;
        }
        _mapper?.Dispose();
        _mapperPort = ports.Keep(_mapperPort);
        _mapper = await launcher.LaunchAsync(
            new LaunchRequest
            {
                FileName = NativeTool.Epmd.Require(),
                Arguments =
                [
                    "-port",
                    _mapperPort.ToString(CultureInfo.InvariantCulture),
                    "-address",
                    "127.0.0.1",
                    // Otherwise it stays until the last node that asked has gone, a crashed one included.
                    "-relaxed_command_check",
                ],
                WorkingDirectory = folder,
                Environment = ServerEnvironment.Create(State),
                Account = Account,
                StopGrace = TimeSpan.FromSeconds(1),
            },
            (_, _) => { }
        );
        await TcpProbe.WaitAsync(_mapperPort, _mapper.Exited, cancellationToken);
    }
}
