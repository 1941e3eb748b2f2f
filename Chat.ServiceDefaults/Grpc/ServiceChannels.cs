using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Resilience;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Opens and owns the channels to other services.</summary>
internal sealed class ServiceChannels(
    ServiceAddresses addresses,
    IIdentityTokens tokens,
    IOptions<GrpcClientOptions> options,
    TimeProvider time,
    ILoggerFactory loggerFactory
) : IDisposable
{
    private static readonly TimeSpan FirstReconnect = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestReconnect = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly List<GrpcChannel> channels = [];
    private readonly Dictionary<string, InstanceWatch> watches = new(StringComparer.Ordinal);

    /// <summary>An invoker for one contract of one service.</summary>
    public CallInvoker Open(string serviceName, ServiceDescriptor? contract)
    {
        var targets = addresses.Find(serviceName, "grpc");
        var watch = targets.Count > 1 ? Watch(serviceName, targets) : null;
        var invokers = new CallInvoker[options.Value.Connections];
        for (var index = 0; index < invokers.Length; index++)
        {
            invokers[index] = OpenChannel(targets[0], watch, contract).CreateCallInvoker();
        }

        return new ServiceCallInvoker(invokers, tokens, options.Value.Deadline, time);
    }

    public void Dispose()
    {
        lock (gate)
        {
            channels.ForEach(static channel => channel.Dispose());
            channels.Clear();
            foreach (var watch in watches.Values)
            {
                watch.Dispose();
            }

            watches.Clear();
        }
    }

    private InstanceWatch Watch(string serviceName, IReadOnlyList<Uri> targets)
    {
        lock (gate)
        {
            if (!watches.TryGetValue(serviceName, out var watch))
            {
                watch = new InstanceWatch(targets, time, loggerFactory.CreateLogger<InstanceWatch>());
                watches.Add(serviceName, watch);
            }

            return watch;
        }
    }

    private GrpcChannel OpenChannel(Uri target, InstanceWatch? watch, ServiceDescriptor? contract)
    {
        var settings = new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(),
            DisposeHttpClient = true,
            LoggerFactory = loggerFactory,
            MaxReceiveMessageSize = options.Value.MaxMessageBytes,
            MaxSendMessageSize = options.Value.MaxMessageBytes,
            ServiceConfig = CreateConfig(contract),
        };
        var address = target.AbsoluteUri;
        if (watch is not null)
        {
            // Several instances: calls take turns over those that can be reached and answer, and a dead one is tried again.
            address = WatchedResolverFactory.Target;
            settings.Credentials = ChannelCredentials.Insecure;
            settings.ServiceProvider = WatchedResolverFactory.Over(watch);
            settings.ServiceConfig.LoadBalancingConfigs.Add(new RoundRobinConfig());
            settings.InitialReconnectBackoff = FirstReconnect;
            settings.MaxReconnectBackoff = LongestReconnect;
        }

        var channel = GrpcChannel.ForAddress(address, settings);
        lock (gate)
        {
            channels.Add(channel);
        }

        return channel;
    }

    private SocketsHttpHandler CreateHandler() =>
        new()
        {
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 1024 * 1024,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = options.Value.KeepAlive,
            // Later than the pings: a busy or collecting process is late with its answer.
            KeepAlivePingTimeout = 2 * options.Value.KeepAlive,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseProxy = false,
        };

    // Only methods whose contract says `idempotency_level` are tried again.
    private ServiceConfig CreateConfig(ServiceDescriptor? contract)
    {
        if (contract is null || options.Value.MaxAttempts < 2)
        {
            return new ServiceConfig();
        }

        var config = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = options.Value.MaxAttempts,
                InitialBackoff = TimeSpan.FromMilliseconds(50),
                MaxBackoff = TimeSpan.FromSeconds(1),
                BackoffMultiplier = 3,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var method in contract.Methods)
        {
            if (
                method.GetOptions()?.IdempotencyLevel
                is { } level
                    and not MethodOptions.Types.IdempotencyLevel.IdempotencyUnknown
            )
            {
                config.Names.Add(new MethodName { Service = contract.FullName, Method = method.Name });
            }
        }

        return config.Names.Count == 0 ? new ServiceConfig() : new ServiceConfig { MethodConfigs = { config } };
    }
}
