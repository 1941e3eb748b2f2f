using System.Net;
using Chat.Knowledge.Documents;
using Chat.Knowledge.Retrieval;
using Chat.ServiceDefaults;
using Chat.Testing.Hosting;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Chat.Knowledge.Corpora;

/// <summary>Two instances on one database that can be killed.</summary>
[Trait("Level", "Component")]
public sealed class CorpusFreshnessTests : IAsyncLifetime
{
    private static readonly SourceDocument Faq = new()
    {
        Kind = DocumentKind.Faq,
        Title = "Zebras",
        Question = "Do you sell zebras?",
        Text = "No.",
    };

    private readonly Guid _tenant = Ids.New();
    private PostgresServer _server = null!;
    private string _database = "";
    private KestrelHost<Program> _one = null!;
    private KestrelHost<Program> _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = await _server.CreateDatabaseAsync();
        _one = Start();
        _other = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Change_OnOneInstance_IsSeenThereAtOnceAndSoonByTheOther()
    {
        await SearchAsync(_one, _tenant);
        await SearchAsync(_other, _tenant);

        await SyncAsync(_one, _tenant, Faq);
        Assert.Equal("No.", await AnswerAsync(_one, _tenant));
        await BecomesAsync(_other, "No.");

        await SyncAsync(_other, _tenant, Faq with { Text = "Soon." });
        Assert.Equal("Soon.", await AnswerAsync(_other, _tenant));
        await BecomesAsync(_one, "Soon.");
    }

    [Fact]
    public async Task Change_NobodyWasTold_IsFoundWhenTheConnectionIsMadeAnew()
    {
        await SyncAsync(_one, _tenant, Faq);
        await BecomesAsync(_one, "No.");
        await BecomesAsync(_other, "No.");

        await ExecuteAsync("update chunks set text = 'Soon.'; update corpora set version = version + 1");
        await ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and pid <> pg_backend_pid()"
        );

        await BecomesAsync(_one, "Soon.");
        await BecomesAsync(_other, "Soon.");
    }

    [Fact]
    public async Task Notification_OfStrangeContent_IsHarmless()
    {
        await SyncAsync(_one, _tenant, Faq);
        await BecomesAsync(_one, "No.");
        await ExecuteAsync("update chunks set text = 'Soon.'; update corpora set version = version + 1");

        await ExecuteAsync($"select pg_notify('{CorpusVersions.Channel}', 'what?')");

        await BecomesAsync(_one, "Soon.");
    }

    [Fact]
    public async Task Search_DatabaseKilled_IsAnsweredFromMemoryAndHealsByItself()
    {
        await SyncAsync(_one, _tenant, Faq);
        await BecomesAsync(_one, "No.");
        await BecomesAsync(_other, "No.");

        await _server.KillAsync();

        Assert.Equal("No.", await AnswerAsync(_one, _tenant));
        Assert.Equal("No.", await AnswerAsync(_other, _tenant));
        using (var health = await _one.Http.GetAsync(new Uri("/health", UriKind.Relative), Cancellation))
        {
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Contains("Degraded", await health.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => SearchAsync(_one, Ids.New()));

        await _server.StartAgainAsync();
        await ExecuteAsync("update chunks set text = 'Soon.'; update corpora set version = version + 1");

        await BecomesAsync(_one, "Soon.");
        await BecomesAsync(_other, "Soon.");
        Assert.Equal(0, (await SearchAsync(_one, Ids.New())).DocumentCount);
        await Eventually.TrueAsync(IsHealthyAsync, Cancellation);
    }

    [Fact]
    public async Task Search_TwoTenants_EachSeesItsOwn()
    {
        var neighbour = Ids.New();
        await SyncAsync(_one, _tenant, Faq);
        await SyncAsync(_one, neighbour, Faq with { Text = "Neighbour's." });

        Assert.Equal("No.", await AnswerAsync(_one, _tenant));
        Assert.Equal("Neighbour's.", await AnswerAsync(_one, neighbour));
        Assert.Equal("Neighbour's.", await AnswerAsync(_other, neighbour));
        Assert.Equal("No.", await AnswerAsync(_other, _tenant));
    }

    [Fact]
    public async Task Search_MoreTenantsThanMemory_AnswersAllWithinIt()
    {
        var text = string.Join(' ', Enumerable.Range(0, 8000).Select(number => $"word{number}"));
        var tenants = Enumerable.Range(0, 6).Select(_ => Ids.New()).ToList();
        foreach (var tenant in tenants)
        {
            var answer = Faq with { Text = tenant.ToString() };
            await SyncAsync(
                _one,
                tenant,
                answer,
                new SourceDocument
                {
                    Kind = DocumentKind.Text,
                    Title = "W",
                    Text = text,
                }
            );
        }

        foreach (var tenant in tenants.Concat(tenants))
        {
            Assert.Equal(tenant.ToString(), await AnswerAsync(_one, tenant));
            Assert.InRange(_one.Services.GetRequiredService<CorpusCache>().Bytes, 1, 3 << 20);
        }
        Assert.InRange(_one.Services.GetRequiredService<CorpusCache>().Versions.Count, 1, 5);
    }

    private KestrelHost<Program> Start() =>
        KestrelHost<Program>.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:knowledgedb"] = _database,
                ["Knowledge:Index:MaxBytes"] = $"{3 << 20}",
                ["Knowledge:Index:MaxTenantBytes"] = $"{2 << 20}",
            }
        );

    private static Task<SyncOutcome> SyncAsync(
        KestrelHost<Program> host,
        Guid tenant,
        params SourceDocument[] documents
    ) => host.Services.GetRequiredService<DocumentStore>().SyncAsync(tenant, documents, Cancellation);

    private static async Task<SearchResult> SearchAsync(KestrelHost<Program> host, Guid tenant) =>
        (await host.Services.GetRequiredService<SearchDocuments>().SearchAsync(tenant, "zebra", 5, Cancellation)).Value;

    private static async Task<string?> AnswerAsync(KestrelHost<Program> host, Guid tenant) =>
        (await SearchAsync(host, tenant)).Hits.Select(hit => hit.Chunk.Text).FirstOrDefault();

    private Task BecomesAsync(KestrelHost<Program> host, string answer) =>
        Eventually.TrueAsync(async () => await AnswerAsync(host, _tenant) == answer, Cancellation);

    private async Task<bool> IsHealthyAsync()
    {
        using var health = await _one.Http.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        return (await health.Content.ReadAsStringAsync(Cancellation)).StartsWith(
            """{"status":"Healthy""",
            StringComparison.Ordinal
        );
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
