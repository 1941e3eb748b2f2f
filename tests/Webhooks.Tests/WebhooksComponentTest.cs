using Npgsql;

namespace Chat.Webhooks.Tests;

/// <summary>A database, an endpoint and the service between them, for one test.</summary>
public abstract class WebhooksComponentTest(WebhooksInfrastructure infrastructure)
    : IClassFixture<WebhooksInfrastructure>,
        IAsyncLifetime
{
    private EndpointReceiver? _receiver;

    protected string Database { get; private set; } = "";

    protected string Broker => infrastructure.Broker;

    private protected EndpointReceiver Receiver => _receiver!;

    public async ValueTask InitializeAsync()
    {
        var forgotten = infrastructure.ForgetEventsAsync();
        _receiver = await EndpointReceiver.StartAsync();
        Database = await infrastructure.Postgres.CreateDatabaseAsync();
        await forgotten;
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<WebhooksHost> StartAsync(params (string Key, string Value)[] settings) =>
        WebhooksHost.StartAsync(Database, Broker, [new TestSubscription(Receiver.Url)], settings);

    /// <summary>Runs a statement as the database's owner, past the tenants' wall.</summary>
    protected async Task<T> QueryAsync<T>(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
