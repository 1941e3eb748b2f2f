using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Chat.Testing.Processes;
using Chat.Testing.Time;

namespace Chat.Testing.Servers;

/// <summary>A private RabbitMQ with its own Erlang port mapper. It takes seconds to start: share it.</summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const string Launcher = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int VirtualHosts = 32;
    private static readonly Lazy<Task<RabbitMqServer>> Shared = new(() => StartAsync());
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly string folder;
    private readonly int port;
    private readonly int distributionPort;
    private readonly int mapperPort;
    private ServerProcess? mapper;
    private ServerProcess? broker;
    private int given;

    private RabbitMqServer(string folder, int port, int distributionPort, int mapperPort)
    {
        this.folder = folder;
        this.port = port;
        this.distributionPort = distributionPort;
        this.mapperPort = mapperPort;
    }

    /// <summary>amqp URI with user and password.</summary>
    public string ConnectionString => $"amqp://chat:chat@127.0.0.1:{port}";

    /// <summary>The broker that all tests of this process share; it ends with the process.</summary>
    public static Task<RabbitMqServer> SharedAsync() => Shared.Value;

    /// <summary>
    /// An amqp URI of the shared broker with queues of its own, which no other caller meets: a test class takes one.
    /// </summary>
    public static async Task<string> VirtualHostAsync()
    {
        var shared = await SharedAsync();
        var number = Interlocked.Increment(ref shared.given);
        return number <= VirtualHosts
            ? $"{shared.ConnectionString}/{VirtualHost(number)}"
            : throw new InvalidOperationException($"more than {VirtualHosts} were asked for: let the broker have more");
    }

    /// <summary>Makes and starts a broker.</summary>
    public static Task<RabbitMqServer> StartAsync() => StartAsync("");

    /// <summary>Makes and starts a broker, with further lines of its configuration.</summary>
    public static async Task<RabbitMqServer> StartAsync(string configuration)
    {
        if (!File.Exists(Launcher))
        {
            throw new InvalidOperationException("rabbitmq-server is missing: apt-get install rabbitmq-server");
        }

        var path = await ServerFolder.CreateAsync("rabbitmq", user: null);
        var server = new RabbitMqServer(path, LoopbackPort.Reserve(), LoopbackPort.Reserve(), LoopbackPort.Reserve());
        await server.WriteConfigurationAsync(configuration);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts the broker again after <see cref="KillAsync"/> or <see cref="StopAsync"/>, with its queues.</summary>
    public async Task StartAgainAsync()
    {
        // The broker would start one itself, detached, which would outlive it.
        mapper = await ServerProcess.StartAsync(
            "/usr/bin/epmd",
            ["-port", mapperPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"],
            "KILL"
        );
        broker = await ServerProcess.StartAsync(Launcher, [], "TERM", user: null, Environment());
        await Eventually.TrueAsync(AnswersAsync, CancellationToken.None, StartLimit);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        await broker!.StopAsync(Signals.Kill);
        await mapper!.StopAsync(Signals.Kill);
    }

    /// <summary>An orderly stop.</summary>
    public async Task StopAsync()
    {
        await broker!.StopAsync(Signals.Terminate);
        await mapper!.StopAsync(Signals.Kill);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (broker is not null)
        {
            await StopAsync();
            await broker.DisposeAsync();
            await mapper!.DisposeAsync();
        }

        ServerFolder.TryDelete(folder);
    }

    private async Task WriteConfigurationAsync(string more)
    {
        await File.WriteAllTextAsync(
            folder + "/rabbitmq.conf",
            $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            load_definitions = {folder}/definitions.json
            loopback_users = none
            log.console = true
            log.console.level = warning
            log.file = false
            disk_free_limit.absolute = 50MB
            {more}
            """
        );
        await File.WriteAllTextAsync(folder + "/definitions.json", Definitions());
        await File.WriteAllTextAsync(folder + "/enabled_plugins", "[].");
        var cookie = folder + "/.erlang.cookie";
        await File.WriteAllTextAsync(cookie, "CHATTESTS");
        await ServerProcess.RunAsync("chmod", ["400", cookie]);
    }

    private static string VirtualHost(int number) => $"t{number}";

    private static string Definitions()
    {
        string[] hosts = ["/", .. Enumerable.Range(1, VirtualHosts).Select(VirtualHost)];
        return JsonSerializer.Serialize(
            new
            {
                users = new[]
                {
                    new
                    {
                        name = "chat",
                        password = "chat",
                        tags = Array.Empty<string>(),
                    },
                },
                vhosts = hosts.Select(name => new { name }),
                permissions = hosts.Select(vhost => new
                {
                    vhost,
                    user = "chat",
                    configure = ".*",
                    write = ".*",
                    read = ".*",
                }),
            }
        );
    }

    private Dictionary<string, string> Environment() =>
        new(StringComparer.Ordinal)
        {
            ["HOME"] = folder,
            ["LANG"] = "C.UTF-8",
            ["RABBITMQ_NODENAME"] = $"chat{port}@localhost",
            ["RABBITMQ_MNESIA_BASE"] = folder + "/mnesia",
            ["RABBITMQ_LOG_BASE"] = folder + "/log",
            ["RABBITMQ_CONFIG_FILE"] = folder + "/rabbitmq",
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = folder + "/generated",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder + "/enabled_plugins",
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_DIST_PORT"] = distributionPort.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
            ["ERL_EPMD_PORT"] = mapperPort.ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            // The launcher then becomes the broker instead of waiting for it: signals reach the broker itself.
            ["RUNNING_UNDER_SYSTEMD"] = "1",
        };

    private async Task<bool> AnswersAsync()
    {
        if (broker!.HasExited)
        {
            throw new InvalidOperationException($"RabbitMQ ended:\n{broker.Output}");
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray());
            // A connection.start frame: the broker takes connections.
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer) == 1 && answer[0] == 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
