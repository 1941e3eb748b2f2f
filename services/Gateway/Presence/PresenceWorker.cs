using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace Chat.Gateway.Presence;

/// <summary>Tells Sessions again and again which agents have sockets here, and closes those whose login has ended.</summary>
internal sealed class PresenceWorker(
    AgentSockets sockets,
    LoginDirectory logins,
    AgentPresences.AgentPresencesClient client,
    TimeProvider time,
    ILogger<PresenceWorker> logger
) : BackgroundService
{
    private const int MaxBeats = 1_000;

    // Many come at once after a restart: they are told of together.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private readonly string instance = Ids.NewText();
    private TimeSpan interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await BeatAsync(stoppingToken);
                await sockets.WaitAsync(interval, time, stoppingToken);
                await Task.Delay(Linger, time, stoppingToken);
            }
            catch (Exception exception)
                when (exception is RpcException or OperationCanceledException && !stoppingToken.IsCancellationRequested)
            {
                // Sessions is away; the lease it gave outlives some beats.
                PresenceLog.BeatFailed(logger, exception, RetryInterval);
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var untold = new Queue<LoginBeat[]>(sockets.Take().Chunk(MaxBeats));
        try
        {
            while (untold.TryPeek(out var batch))
            {
                var request = new BeatRequest { Instance = instance, Agents = { batch.Select(ToWire) } };
                var answer = await client.BeatAsync(
                    request,
                    GrpcCall.As(GatewayIdentity.ForTenants, cancellationToken)
                );
                _ = untold.Dequeue();
                Heed(answer);
            }
        }
        finally
        {
            sockets.GiveBack(untold.SelectMany(batch => batch));
        }
    }

    private void Heed(BeatResponse answer)
    {
        interval = answer.NextBeat.ToTimeSpan();
        foreach (var ended in answer.EndedLoginIds.Select(Guid.Parse))
        {
            logins.Forget(ended);
            sockets.End(ended);
        }
    }

    private static AgentBeat ToWire(LoginBeat beat) =>
        new()
        {
            TenantId = beat.Agent.TenantId.ToString(),
            AgentId = beat.Agent.Principal.Subject,
            LoginId = beat.LoginId.ToString(),
            Connected = beat.IsConnected,
            Active = beat.IsActive,
        };
}
