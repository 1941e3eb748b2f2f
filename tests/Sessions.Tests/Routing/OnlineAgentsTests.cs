using System.Net.Sockets;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Sessions.Tests.Routing;

[Trait("Level", "Component")]
public sealed class OnlineAgentsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Any_HostNotFoundForAWhile_IsReadAgainOnceItIs()
    {
        var time = new FakeTimeProvider();
        var away = false;
        var tried = 0;
        var builder = new NpgsqlDataSourceBuilder(
            sessions.A.Get<ServiceDataSources>().App.ConnectionString + ";Pooling=false"
        );
        builder.UsePhysicalConnectionInitializer(
            _ => throw new NotSupportedException(),
            _ =>
            {
                Interlocked.Increment(ref tried);
                return Volatile.Read(ref away) ? throw new SocketException(11001) : Task.CompletedTask;
            }
        );
        await using var source = builder.Build();
        var agents = new OnlineAgents(source, time, NullLogger<OnlineAgents>.Instance);
        var agent = await office.AgentAsync();
        var tenantId = office.TenantId;
        Assert.False(await agents.AnyAsync(tenantId, TestContext.Current.CancellationToken));

        Volatile.Write(ref away, true);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(await agents.AnyAsync(tenantId, TestContext.Current.CancellationToken));
        await Eventually.TrueAsync(() => Volatile.Read(ref tried) == 2, TestContext.Current.CancellationToken);
        Volatile.Write(ref away, false);
        await office.SetOnlineAsync(agent, true);

        await Eventually.TrueAsync(
            async () => await agents.AnyAsync(tenantId, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken,
            TimeSpan.FromSeconds(10)
        );
    }
}
