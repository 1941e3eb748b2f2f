using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Hosting;
using Chat.Testing.Logs;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Testing;

/// <summary>One running instance of the service and clients of it.</summary>
internal sealed class SessionsInstance : IAsyncDisposable
{
    // Nothing listens there: the relay keeps the rows in the outbox, where the tests look at them.
    private const string NoBroker = "amqp://guest:guest@127.0.0.1:9";
    private readonly KestrelHost<Program> host;
    private readonly GrpcChannel channel;

    private SessionsInstance(KestrelHost<Program> host)
    {
        this.host = host;
        channel = GrpcChannel.ForAddress(host.GrpcAddress);
        AgentLogins = new Wire.AgentLogins.AgentLoginsClient(channel);
        AgentPresences = new Wire.AgentPresences.AgentPresencesClient(channel);
        Conversations = new Wire.Conversations.ConversationsClient(channel);
        Customers = new Wire.Customers.CustomersClient(channel);
        Leads = new Wire.Leads.LeadsClient(channel);
        Live = new Wire.Live.LiveClient(channel);
        Visitors = new Wire.Visitors.VisitorsClient(channel);
        UserTokens = new Wire.UserTokens.UserTokensClient(channel);
        Tenants = new Wire.Tenants.TenantsClient(channel);
    }

    public Wire.AgentLogins.AgentLoginsClient AgentLogins { get; }

    public Wire.AgentPresences.AgentPresencesClient AgentPresences { get; }

    public Wire.Conversations.ConversationsClient Conversations { get; }

    public Wire.Customers.CustomersClient Customers { get; }

    public Wire.Leads.LeadsClient Leads { get; }

    public Wire.Live.LiveClient Live { get; }

    public Wire.Visitors.VisitorsClient Visitors { get; }

    public Wire.UserTokens.UserTokensClient UserTokens { get; }

    public Wire.Tenants.TenantsClient Tenants { get; }

    public HttpClient Http => host.Http;

    public Uri GrpcAddress => host.GrpcAddress;

    public LogRecorder Logs => host.Logs;

    /// <summary>The database as its owner, past row-level security.</summary>
    public NpgsqlDataSource Admin => Get<ServiceDataSources>().Admin;

    /// <summary>The database as superuser: nobody else may set how soon a deadlock is looked for.</summary>
    public async Task<NpgsqlConnection> OpenAsSuperuserAsync(CancellationToken cancellationToken)
    {
        var server = await PostgresServer.SharedAsync();
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server.ConnectionString)
            {
                Database = new NpgsqlConnectionStringBuilder(Admin.ConnectionString).Database,
            }.ConnectionString
        );
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public string Token(Principal principal) => Get<IIdentityTokens>().Issue(principal);

    public static Task<SessionsInstance> StartAsync(
        string database,
        string redis,
        params (string Key, string Value)[] settings
    ) => StartAsync(database, redis, TimeProvider.System, settings);

    public static async Task<SessionsInstance> StartAsync(
        string database,
        string redis,
        TimeProvider time,
        params (string Key, string Value)[] settings
    )
    {
        var configuration = new Dictionary<string, string?>
        {
            ["ConnectionStrings:sessionsdb"] = database,
            ["ConnectionStrings:redis"] = redis,
            ["ConnectionStrings:messaging"] = NoBroker,
            ["Tenants:Default:PublishableKey"] = SessionsFixture.PublishableKey,
            ["Tenants:Default:SecretKey"] = SessionsFixture.SecretKey,
            // A machine that slept between the making of a token and its use is no failure of a test.
            ["Identity:Lifetime"] = "00:10:00",
            // As few as may be: what is hashed here is worth nothing.
            ["Agents:Login:HashIterations"] = "10000",
            ["Logging:Console:LogLevel:Default"] = "None",
            ["Speaking:LeaseTtl"] = "00:00:02",
            ["Speaking:FirstLeaseTtl"] = "00:00:02",
            ["Speaking:RenewInterval"] = "00:00:00.3",
            ["Speaking:ResumeWindow"] = "00:00:00.5",
            ["Routing:SweepInterval"] = "00:00:00.5",
            ["Routing:StatsPause"] = "00:00:00.05",
            // Tests of what time ends sweep themselves, and count: nobody else may come first.
            ["Sweeps:Interval"] = "01:00:00",
            ["VisitorDetails:SweepInterval"] = "1.00:00:00",
            ["Customers:Presence:Interval"] = "00:00:00.1",
            ["Customers:Presence:Grace"] = "00:00:00.3",
        };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var instance = new SessionsInstance(
            KestrelHost<Program>.Start(configuration, services => services.AddSingleton(time))
        );
        await instance.Get<DatabaseReadiness>().WaitAsync(CancellationToken.None).WithTimeout();
        return instance;
    }

    public async ValueTask DisposeAsync()
    {
        // The host first: its clients see how calls end when an instance stops.
        await host.DisposeAsync();
        channel.Dispose();
    }
}
