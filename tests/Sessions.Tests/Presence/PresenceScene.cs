using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Presence;

/// <summary>Agents of a tenant of its own, an instance that sweeps fast, and a Redis of its own that can be emptied.</summary>
internal sealed class PresenceScene : IAsyncDisposable
{
    public PresenceScene(SessionsInstance instance, RedisServer redis)
    {
        (Instance, Redis) = (instance, redis);
        Agents = new AgentScene(instance);
    }

    public SessionsInstance Instance { get; }

    public RedisServer Redis { get; }

    public AgentScene Agents { get; }

    public static async Task<PresenceScene> StartAsync(TimeProvider? time = null)
    {
        var redis = await RedisServer.StartAsync();
        var instance = await SessionsInstance.StartAsync(
            await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
            redis.ConnectionString,
            time ?? TimeProvider.System,
            ("Agents:Presence:BeatInterval", "00:00:01"),
            ("Agents:Presence:Lease", "00:00:02"),
            ("Agents:Presence:Grace", "00:00:01.100"),
            ("Agents:Presence:SweepInterval", "00:00:00.100")
        );
        return new PresenceScene(instance, redis);
    }

    public async ValueTask DisposeAsync()
    {
        await Instance.DisposeAsync();
        await Redis.DisposeAsync();
    }

    /// <summary>A beat that knows of one agent; its login is made for it.</summary>
    public async Task<Wire.BeatResponse> BeatAsync(
        string agentId,
        string gateway = "g1",
        bool connected = true,
        bool active = false,
        Guid? loginId = null
    ) =>
        await Instance
            .AgentPresences.BeatAsync(
                new Wire.BeatRequest
                {
                    Instance = gateway,
                    Agents =
                    {
                        new Wire.AgentBeat
                        {
                            TenantId = Agents.TenantId.ToString(),
                            AgentId = agentId,
                            LoginId = (loginId ?? await LoginOfAsync(agentId)).ToString(),
                            Connected = connected,
                            Active = active,
                        },
                    },
                },
                Caller.Of(Instance, PrincipalKind.Service, Guid.Empty).Options(TestContext.Current.CancellationToken)
            )
            .ResponseAsync.WithTimeout();

    /// <summary>A gateway that goes on beating until it is disposed of.</summary>
    public IAsyncDisposable Keep(string agentId, string gateway) => new Beating(this, agentId, gateway);

    public async Task<string> CreateAsync(params (string Name, object? Value)[] more) =>
        AgentScene.Id(await Agents.CreateAsync(more));

    public async Task<string> StatusAsync(string agentId) =>
        (await Agents.GetAsync(agentId)).GetProperty("status").GetString()!;

    public Task BecomesAsync(string agentId, string status) =>
        Eventually.TrueAsync(async () => await StatusAsync(agentId) == status, TestContext.Current.CancellationToken);

    /// <summary>So long ago the agent did something last.</summary>
    public async Task LetIdleAsync(string agentId, string interval)
    {
        await using var command = Instance.Admin.CreateCommand(
            $"update agents set last_activity_at = now() - interval '{interval}' where id = $1"
        );
        command.Parameters.AddWithValue(Guid.Parse(agentId));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Events of status changes of an agent, oldest first.</summary>
    public async Task<List<Wire.PresenceStatus>> EventsAsync(string agentId)
    {
        await using var command = Instance.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 and type = 'chat.events.v1.AgentStatusChanged' order by position"
        );
        command.Parameters.AddWithValue(Agents.TenantId);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<Wire.PresenceStatus>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            var told = Contracts.Events.V1.AgentStatusChanged.Parser.ParseFrom(row.GetFieldValue<byte[]>(0));
            if (told.AgentId == agentId)
            {
                found.Add(told.Status);
            }
        }

        return found;
    }

    private async Task<Guid> LoginOfAsync(string agentId)
    {
        await using var command = Instance.Admin.CreateCommand(
            """
            insert into agent_logins (tenant_id, id, agent_id, generation, created_at, refreshed_at, expires_at)
            values ($1, $2, $2, 1, now(), now(), now() + interval '1 day')
            on conflict do nothing
            """
        );
        command.Parameters.AddWithValue(Agents.TenantId);
        command.Parameters.AddWithValue(Guid.Parse(agentId));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return Guid.Parse(agentId);
    }

    private sealed class Beating : IAsyncDisposable
    {
        private readonly CancellationTokenSource stopping = new();
        private readonly Task running;

        public Beating(PresenceScene scene, string agentId, string gateway) =>
            running = RunAsync(scene, agentId, gateway);

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            await running.WithTimeout();
            stopping.Dispose();
        }

        private async Task RunAsync(PresenceScene scene, string agentId, string gateway)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
            try
            {
                do
                {
                    await scene.BeatAsync(agentId, gateway);
                } while (await timer.WaitForNextTickAsync(stopping.Token));
            }
            catch (OperationCanceledException)
            {
                // Disposed of.
            }
        }
    }
}
