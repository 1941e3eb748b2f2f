using System.Net;
using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>Knows which of a service's instances answer at all.</summary>
/// <remarks>
/// A connection to a process that hangs stays, and the kernel takes new ones for it: what balances by connections would
/// give it its share of the calls for as long as it hangs. 1. Each instance is asked for <c>/alive</c>, at its gRPC
/// endpoint, all the time. 2. Two questions in a row without an answer: it is silent, and gets no calls. 3. Whatever answer
/// it gives, it gets calls again. 4. An instance that refuses connections is not silent: the balancer sees that itself,
/// and sooner. 5. Where all are silent, all get calls: then it is more likely this side that is late.
/// </remarks>
internal sealed class InstanceWatch : IDisposable
{
    private const int MissesUntilSilent = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private readonly HttpClient http = CreateClient();
    private readonly Instance[] instances;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private Action? changed;

    public InstanceWatch(IReadOnlyList<Uri> targets, TimeProvider time, ILogger logger)
    {
        this.time = time;
        this.logger = logger;
        instances = [.. targets.Select(static target => new Instance(target))];
        foreach (var instance in instances)
        {
            _ = WatchAsync(instance, ending.Token);
        }
    }

    /// <summary>Those that get calls.</summary>
    public IReadOnlyList<BalancerAddress> Addresses
    {
        get
        {
            lock (gate)
            {
                var answering = Array.FindAll(instances, static instance => !instance.IsSilent);
                return [.. (answering.Length > 0 ? answering : instances).Select(static instance => instance.Address)];
            }
        }
    }

    /// <summary>Tells of each change until it is disposed of.</summary>
    public IDisposable Subscribe(Action listener)
    {
        lock (gate)
        {
            changed += listener;
        }

        return new Subscription(this, listener);
    }

    public void Dispose()
    {
        ending.Cancel();
        http.Dispose();
        ending.Dispose();
    }

    private async Task WatchAsync(Instance instance, CancellationToken cancellationToken)
    {
        try
        {
            for (var misses = 0; ; )
            {
                misses = await AnswersAsync(instance, cancellationToken) ? 0 : misses + 1;
                Set(instance, isSilent: misses >= MissesUntilSilent);
                if (misses is 0 or >= MissesUntilSilent)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The normal end.
        }
    }

    private async Task<bool> AnswersAsync(Instance instance, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, instance.Alive)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The limit, of the answer or of the connection.
            return false;
        }
        catch (HttpRequestException)
        {
            // Refused or cut.
            return true;
        }
    }

    private void Set(Instance instance, bool isSilent)
    {
        Action? listeners;
        lock (gate)
        {
            if (instance.IsSilent == isSilent)
            {
                return;
            }

            instance.IsSilent = isSilent;
            listeners = changed;
        }

        if (isSilent)
        {
            GrpcLog.Silent(logger, instance.Address.EndPoint);
        }
        else
        {
            GrpcLog.Answers(logger, instance.Address.EndPoint);
        }

        listeners?.Invoke();
    }

    // A connection of a machine that vanished must not outlive it: the one that comes back knows nothing of it.
    private static HttpClient CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                ActivityHeadersPropagator = null,
                ConnectTimeout = AnswerLimit,
                KeepAlivePingDelay = Pause,
                KeepAlivePingTimeout = Pause,
                UseProxy = false,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private sealed class Instance(Uri target)
    {
        public Uri Alive { get; } = new(target, "/alive");

        public BalancerAddress Address { get; } = new(target.Host, target.Port);

        public bool IsSilent { get; set; }
    }

    private sealed class Subscription(InstanceWatch watch, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (watch.gate)
            {
                watch.changed -= listener;
            }
        }
    }
}
