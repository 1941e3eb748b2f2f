using Chat.Testing.Servers;

[assembly: AssemblyFixture(typeof(Chat.Sessions.Tests.Testing.SessionsFixture))]

namespace Chat.Sessions.Tests.Testing;

/// <summary>Two instances of the service over one Postgres and one Redis. Tests keep apart by using tenants of their own.</summary>
public sealed class SessionsFixture : IAsyncLifetime
{
    public const string PublishableKey = "pk_live_test-publishable-key";
    public const string SecretKey = "sk_live_test-secret-key-0001";

    private string database = "";
    private string redis = "";

    internal SessionsInstance A { get; private set; } = null!;

    internal SessionsInstance B { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        redis = (await RedisServer.SharedAsync()).ConnectionString;
        A = await StartAsync();
        B = await StartAsync();
    }

    /// <summary>One more instance; the caller ends it.</summary>
    internal Task<SessionsInstance> StartAsync(params (string Key, string Value)[] settings) =>
        SessionsInstance.StartAsync(database, redis, settings);

    /// <summary>One more instance with a clock of its own; the caller ends it.</summary>
    internal Task<SessionsInstance> StartAsync(TimeProvider time) => SessionsInstance.StartAsync(database, redis, time);

    public async ValueTask DisposeAsync()
    {
        await B.DisposeAsync();
        await A.DisposeAsync();
    }
}
