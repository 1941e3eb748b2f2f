using Chat.Contracts.Knowledge.V1;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Hosting;
using Chat.Testing.Servers;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Chat.Knowledge.Retrieval;

/// <summary>The whole service with its shipped configuration, on a database of its own.</summary>
public sealed class RetrievalFixture : IAsyncLifetime
{
    private KestrelHost<Program>? _host;
    private GrpcChannel? _channel;

    internal static Guid Tenant { get; } = new("00000000-0000-7000-8000-000000000001");

    internal KestrelHost<Program> Host => _host!;

    internal string Database { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        Database = await server.CreateDatabaseAsync();
        _host = KestrelHost<Program>.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:knowledgedb"] = Database }
        );
        _channel = GrpcChannel.ForAddress(_host.GrpcAddress);
        await WaitForDocumentsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    internal async Task<SearchResponse> SearchAsync(string query, int limit, Guid tenant) =>
        await new Contracts.Knowledge.V1.Retrieval.RetrievalClient(_channel).SearchAsync(
            new SearchRequest { Query = query, Limit = limit },
            new CallOptions(
                new Metadata { { "authorization", $"Bearer {Token(tenant)}" } },
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

    internal SearchItem Item(string query, Guid tenant) =>
        new()
        {
            Identity = Token(tenant),
            Search = new SearchRequest { Query = query },
        };

    /// <summary>Asks as another service does.</summary>
    internal async Task<IReadOnlyList<Contracts.Knowledge.V1.SearchResult>> SearchManyAsync(params SearchItem[] items)
    {
        var token = Host
            .Services.GetRequiredService<IIdentityTokens>()
            .Issue(Principal.ForService("inference", Guid.Empty));
        var response = await new Contracts.Knowledge.V1.Retrieval.RetrievalClient(_channel).SearchManyAsync(
            new SearchManyRequest { Items = { items } },
            new Metadata { { "authorization", $"Bearer {token}" } },
            cancellationToken: TestContext.Current.CancellationToken
        );
        return response.Results;
    }

    internal string Token(Guid tenant) =>
        Host
            .Services.GetRequiredService<IIdentityTokens>()
            .Issue(
                new Principal
                {
                    TenantId = tenant,
                    Subject = "v1",
                    Kind = PrincipalKind.Visitor,
                }
            );

    private async Task WaitForDocumentsAsync()
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await Testing.Time.Eventually.TrueAsync(
            async () =>
            {
                await using var command = source.CreateCommand("select count(*) from corpora");
                return await command.ExecuteScalarAsync() is > 0L;
            },
            CancellationToken.None
        );
    }
}
