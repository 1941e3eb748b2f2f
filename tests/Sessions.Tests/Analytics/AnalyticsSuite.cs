using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.Analytics;

/// <summary>Two instances that hear the bus; each test has a tenant of its own.</summary>
public sealed class AnalyticsSuite : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal SessionsInstance First { get; private set; } = null!;

    internal SessionsInstance Second { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var broker = (await RabbitMqServer.SharedAsync()).ConnectionString;
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var redis = (await RedisServer.SharedAsync()).ConnectionString;
        First = await StartAsync(database, redis, broker);
        Second = await StartAsync(database, redis, broker);
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }

    private static async Task<SessionsInstance> StartAsync(string database, string redis, string broker)
    {
        var instance = await SessionsInstance.StartAsync(
            database,
            redis,
            ("ConnectionStrings:messaging", broker),
            ("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", "None")
        );
        await Eventually.TrueAsync(
            async () => (await instance.Http.GetAsync("/health", Cancel)).IsSuccessStatusCode,
            Cancel
        );
        return instance;
    }
}
