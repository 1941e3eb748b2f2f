using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Hosting;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference.Ledger;

/// <summary>Bookings from the bus, over crashes and outages.</summary>
[Trait("Level", "Component")]
public sealed class UsageIntakeTests : IAsyncLifetime
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;
    private readonly Guid _tenant = Ids.New();
    private FakeSessionsServer _sessions = null!;
    private string _broker = "";

    public async ValueTask InitializeAsync()
    {
        _broker = await RabbitMqServer.VirtualHostAsync();
        _sessions = await FakeSessionsServer.StartAsync();
    }

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    [Fact]
    public async Task HandleAsync_Replies_AreBookedOnceOnTheDayTheyWereMade()
    {
        await using var host = await StartAsync(await DatabaseAsync());
        var reply = Reply(inputTokens: 12, createdAt: new DateTimeOffset(2026, 3, 1, 23, 59, 59, TimeSpan.Zero));
        var question = Reply(1);
        question.Message.Usage = null;

        await PublishAsync(question, reply, reply);
        await PublishAsync(reply);
        await PublishAsync(Reply(30, createdAt: new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)));

        await BookedAsync(host, 2);
        var days = (await GetAsync(host, "/v1/usage?from=2026-03-01&to=2026-03-02")).EnumerateArray().ToList();
        Assert.Equal(
            [("2026-03-02", 30L), ("2026-03-01", 12L)],
            days.Select(day => (day.GetProperty("date").GetString()!, day.GetProperty("inputTokens").GetInt64()))
        );
    }

    [Fact]
    public async Task HandleAsync_OneEventUnreadable_BooksTheOthers()
    {
        await using var host = await StartAsync(await DatabaseAsync());
        var bad = Reply(1);
        bad.Message.Id = "no uuid";

        await PublishAsync(Reply(1), bad, Reply(1));

        await BookedAsync(host, 2);
    }

    [Fact]
    public async Task HandleAsync_DatabaseAway_BooksAllWhenItIsBack()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var host = await StartAsync(await postgres.CreateDatabaseAsync());
        await PublishAsync(Reply(1));
        await BookedAsync(host, 1);

        await postgres.KillAsync();
        for (var n = 0; n < 20; n++)
        {
            await PublishAsync(Reply(1));
        }

        await postgres.StartAgainAsync();

        await BookedAsync(host, 21);
    }

    [Fact]
    public async Task HandleAsync_InstanceGone_TheNextOneBooksWhatCameMeanwhile()
    {
        var database = await DatabaseAsync();
        await using (var first = await StartAsync(database))
        {
            await PublishAsync(Reply(1));
            await BookedAsync(first, 1);
        }

        await PublishAsync([.. Enumerable.Range(0, 10).Select(_ => Reply(1))]);

        await using var next = await StartAsync(database);
        await BookedAsync(next, 11);
    }

    private async Task<string> DatabaseAsync() => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    private async Task<KestrelHost<Program>> StartAsync(string database)
    {
        var host = KestrelHost<Program>.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:inferencedb"] = database,
                ["ConnectionStrings:messaging"] = _broker,
                ["services:sessions:grpc:0"] = _sessions.Address,
                ["services:knowledge:grpc:0"] = _sessions.Address,
            }
        );
        await Eventually.TrueAsync(async () => (await host.Http.GetAsync("/health", _test)).IsSuccessStatusCode, _test);
        return host;
    }

    private MessagePosted Reply(long inputTokens, DateTimeOffset? createdAt = null) =>
        new()
        {
            Header = new EventHeader { EventId = Ids.NewText(), TenantId = _tenant.ToString() },
            Message = new Message
            {
                Id = Ids.NewText(),
                ConversationId = Ids.NewText(),
                Author = new Author { Kind = AuthorKind.Ai },
                CreatedAt = Timestamp.FromDateTimeOffset(createdAt ?? TimeProvider.System.GetUtcNow()),
                Usage = new Usage
                {
                    Provider = "scripted",
                    Model = "model-1",
                    InputTokens = inputTokens,
                    OutputTokens = 1,
                },
            },
        };

    private Task PublishAsync(params IReadOnlyList<MessagePosted> events) => EventRelay.PublishAsync(_broker, events);

    private Task BookedAsync(KestrelHost<Program> host, int count) =>
        Eventually.TrueAsync(
            async () => (await GetAsync(host, "/v1/usage/records?limit=100")).GetArrayLength() == count,
            _test
        );

    private async Task<JsonElement> GetAsync(KestrelHost<Program> host, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        var principal = ReplyScene.Visitor with { TenantId = _tenant, Kind = PrincipalKind.SecretKey };
        var token = host.Services.GetRequiredService<IIdentityTokens>().Issue(principal);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await host.Http.SendAsync(request, _test);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<JsonElement>(_test)).GetProperty("data")
            : JsonDocument.Parse("[]").RootElement;
    }
}
