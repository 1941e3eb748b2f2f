using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Data;
using Chat.Testing.Hosting;
using Chat.Testing.Servers;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using ConversationsClient = Chat.Contracts.Sessions.V1.Conversations.ConversationsClient;

namespace Chat.Sessions.Bench;

/// <summary>The service, named by one of its types, in this process, and a client of it over loopback.</summary>
internal sealed class BenchService : IAsyncDisposable
{
    private readonly KestrelHost<SessionsDbContext> host;
    private readonly GrpcChannel channel;

    private BenchService(KestrelHost<SessionsDbContext> host)
    {
        this.host = host;
        channel = GrpcChannel.ForAddress(
            host.GrpcAddress,
            new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
                DisposeHttpClient = true,
            }
        );
        Conversations = new ConversationsClient(channel);
        Tokens = host.Services.GetRequiredService<IIdentityTokens>();
    }

    public ConversationsClient Conversations { get; }

    public IIdentityTokens Tokens { get; }

    public static async Task<BenchService> StartAsync(string? database, string? redis)
    {
        // Otherwise the factory looks for the service's source folder.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_SESSIONS", AppContext.BaseDirectory);
        database ??= await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        redis ??= (await RedisServer.SharedAsync()).ConnectionString;
        var started = KestrelHost<SessionsDbContext>.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:sessionsdb"] = database,
                ["ConnectionStrings:redis"] = redis,
                // Nothing listens there: the broker's share is measured with the whole suite.
                ["ConnectionStrings:messaging"] = "amqp://guest:guest@127.0.0.1:9",
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:Console:LogLevel:Default"] = "None",
            }
        );
        await started.Services.GetRequiredService<DatabaseReadiness>().WaitAsync(CancellationToken.None);
        return new BenchService(started);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await host.DisposeAsync();
    }
}
