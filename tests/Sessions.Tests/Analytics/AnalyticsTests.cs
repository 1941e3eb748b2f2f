using System.Net;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Analytics;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.Analytics;

/// <summary>From the bus to the answer, over two instances.</summary>
[Trait("Level", "Component")]
public sealed class AnalyticsTests(AnalyticsSuite suite) : IClassFixture<AnalyticsSuite>, IAsyncLifetime
{
    private const string Days = "/v1/analytics?from=2026-03-01&to=2026-03-02";
    private readonly SessionsInstance first = suite.First;
    private readonly SessionsInstance second = suite.Second;
    private AnalyticsScene scene = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => scene = await AnalyticsScene.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Consume_BatchesAgainAndAgain_CountsEachEventOnce()
    {
        var started = scene.Started();
        var sent = scene.Posted(AuthorKind.Visitor);
        var received = scene.Posted(AuthorKind.Ai);
        var nextDay = scene.Posted(AuthorKind.Visitor, at: AnalyticsScene.LateEvening.AddSeconds(1));

        var lead = scene.Captured();
        for (var i = 0; i < 10; i++)
        {
            await scene.PublishAsync(started, sent, sent, received, nextDay, lead);
        }

        await scene.PublishAsync(scene.Posted(AuthorKind.Agent));

        var answer = await CountedAsync("message:received", 2);
        Assert.Equal(
            """{"totalConversations":1,"totalMessages":4,"leadsCaptured":1,"leadsCapture":1,"averageMessagesPerConversation":4,"eventCounts":{"conversation:started":1,"message:sent":2,"message:received":2,"lead:captured":1}}""",
            answer.GetProperty("totals").GetRawText()
        );
        Assert.Equal(
            [("2026-03-01", 3L), ("2026-03-02", 1L)],
            answer
                .GetProperty("days")
                .EnumerateArray()
                .Select(day =>
                    (
                        day.GetProperty("date").GetString()!,
                        day.GetProperty("figures").GetProperty("totalMessages").GetInt64()
                    )
                )
        );
    }

    [Fact]
    public async Task Consume_OneEventUnreadable_CountsTheOthersAndParksItAlone()
    {
        var bad = scene.Posted(AuthorKind.Visitor);
        bad.Header.TenantId = "no uuid";

        await scene.PublishAsync(scene.Started(), bad, scene.Posted(AuthorKind.Visitor));

        var answer = await CountedAsync("message:sent", 1);
        Assert.Equal(1, answer.GetProperty("totals").GetProperty("totalConversations").GetInt64());
        Assert.Equal(bad, Contracts.Events.V1.MessagePosted.Parser.ParseFrom((await scene.NextErrorAsync()).Payload));
    }

    [Fact]
    public async Task Count_ManyInstancesAtOnce_LosesAndDoublesNothing()
    {
        var tenants = Enumerable.Range(0, 5).Select(_ => Ids.New()).ToArray();
        var day = new DateOnly(2026, 3, 1);
        var events = Enumerable
            .Range(0, 400)
            .Select(i => new CountedEvent(Ids.New(), tenants[i % 5], day, AnalyticsEvent.MessageSent))
            .ToArray();

        // Each event twice, in orders of their own, by both instances at the same time.
        var fresh = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                {
                    var part = events.Skip(i % 4 * 100).Take(100).ToArray();
                    Random.Shared.Shuffle(part);
                    return (i % 2 == 0 ? first : second).Get<AnalyticsStore>().CountAsync(part, Cancel);
                })
        );

        Assert.Equal(400, fresh.Sum());
        foreach (var tenant in tenants)
        {
            var counts = await first.Get<AnalyticsStore>().ReadAsync(tenant, day, day, Cancel);
            Assert.Equal(80, Assert.Single(counts.Rows).Count);
        }
    }

    [Fact]
    public async Task Count_SwitchedOff_CountsNothing()
    {
        await CreateTenantAsync();
        var store = first.Get<AnalyticsStore>();
        var day = new DateOnly(2026, 3, 1);
        await store.SwitchAsync(scene.Tenant, isOn: false, Cancel);

        var counted = await store.CountAsync(
            [new CountedEvent(Ids.New(), scene.Tenant, day, AnalyticsEvent.MessageSent)],
            Cancel
        );

        Assert.Equal(0, counted);
        var (_, answer) = await Owner.GetAsync(Days);
        Assert.False(answer.GetProperty("enabled").GetBoolean());
        Assert.Equal(0, answer.GetProperty("totals").GetProperty("totalMessages").GetInt64());
    }

    [Theory]
    [InlineData("?from=2026-03-02&to=2026-03-01")]
    [InlineData("?from=2025-03-01&to=2026-03-02")]
    public async Task Get_SpanOutOfRange_IsRefused(string query)
    {
        var (status, problem) = await Owner.GetAsync("/v1/analytics" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/from", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("?from=yesterday")]
    [InlineData("?to=2026-02-30")]
    public async Task Get_NoDate_IsRefused(string query)
    {
        var (status, _) = await Owner.GetAsync("/v1/analytics" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Get_NoSpan_CoversThirtyDaysUntilToday()
    {
        var (_, answer) = await Owner.GetAsync("/v1/analytics");

        Assert.Equal(30, answer.GetProperty("days").GetArrayLength());
        Assert.True(answer.GetProperty("enabled").GetBoolean());
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task Get_NoSecretKey_IsForbidden(PrincipalKind kind)
    {
        var (status, _) = await Caller.Of(first, kind, scene.Tenant).GetAsync(Days);

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Get_AnotherTenant_SeesNothingOfIt()
    {
        await scene.PublishAsync(scene.Started());
        await CountedAsync("conversation:started", 1);

        var (_, answer) = await Caller.Of(second, PrincipalKind.SecretKey).GetAsync(Days);

        Assert.Equal(0, answer.GetProperty("totals").GetProperty("totalConversations").GetInt64());
    }

    private Caller Owner => Caller.Of(second, PrincipalKind.SecretKey, scene.Tenant);

    private async Task<JsonElement> CountedAsync(string kind, long expected)
    {
        JsonElement answer = default;
        await Eventually.TrueAsync(
            async () =>
            {
                (_, answer) = await Owner.GetAsync(Days);
                return answer.GetProperty("totals").GetProperty("eventCounts").GetProperty(kind).GetInt64() == expected;
            },
            Cancel
        );
        return answer;
    }

    private async Task CreateTenantAsync()
    {
        await using var command = first.Admin.CreateCommand("insert into tenants (id, slug, name) values ($1, $2, $2)");
        command.Parameters.AddWithValue(scene.Tenant);
        command.Parameters.AddWithValue(scene.Tenant.ToString());
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
