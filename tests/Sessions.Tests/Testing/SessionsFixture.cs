using Chat.Testing.Servers;

[assembly: AssemblyFixture(typeof(Chat.Sessions.Tests.Testing.SessionsFixture))]

namespace Chat.Sessions.Tests.Testing;

/// <summary>Two instances of the service over one Postgres and one Redis. Tests keep apart by using tenants of their own.</summary>
public sealed class SessionsFixture : IAsyncLifetime
{
    public const string PublishableKey = "pk_live_test-publishable-key";
    public const string SecretKey = "sk_live_test-secret-key-0001";

    internal SessionsInstance A { get; private set; } = null!;

    internal SessionsInstance B { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var postgres = await PostgresServer.SharedAsync();
        var redis = await RedisServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        A = await SessionsInstance.StartAsync(database, redis.ConnectionString);
        B = await SessionsInstance.StartAsync(database, redis.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await B.DisposeAsync();
        await A.DisposeAsync();
    }
}
