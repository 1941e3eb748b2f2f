using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Chat.Inference.Data;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference.Ledger;

[Trait("Level", "Component")]
public sealed class UsageLedgerTests(InferenceFixture service) : IClassFixture<InferenceFixture>
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;
    private readonly Guid _tenant = Ids.New();

    [Fact]
    public async Task RecordAsync_TwiceTheSameReply_BooksItOnce()
    {
        var record = Record(Ids.New(), 10);

        await BookAsync(record);
        await BookAsync(record);

        Assert.Equal(1, (await GetAsync("/v1/usage")).GetProperty("data")[0].GetProperty("replies").GetInt64());
    }

    [Fact]
    public async Task RecordAsync_TenantsTogether_KeepsThemApart()
    {
        var other = Ids.New();
        var ledger = service.Host.Services.GetRequiredService<UsageLedger>();

        await ledger.RecordAsync(
            [.. Enumerable.Range(0, 50).Select(n => Record(Ids.New(), 1, n % 2 == 0 ? _tenant : other))],
            _test
        );

        Assert.Equal(25, (await GetAsync("/v1/usage")).GetProperty("data")[0].GetProperty("replies").GetInt64());
    }

    [Fact]
    public async Task Get_Usage_SumsPerModel()
    {
        await BookAsync(Record(Ids.New(), 10));
        await BookAsync(Record(Ids.New(), 20));

        var total = (await GetAsync("/v1/usage")).GetProperty("data")[0];

        Assert.Equal(30, total.GetProperty("inputTokens").GetInt64());
        Assert.Equal(2, total.GetProperty("estimatedReplies").GetInt64());
        Assert.Equal("model-1", total.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Get_FailedTry_IsInTheSumsButIsNoReply()
    {
        var reply = Record(Ids.New(), 10);
        var tried = Record(Ids.New(), 7, failedTryOf: reply.Id);
        await BookAsync(reply);
        await BookAsync(tried);

        var total = (await GetAsync("/v1/usage")).GetProperty("data")[0];
        var records = (await GetAsync("/v1/usage/records")).GetProperty("data").EnumerateArray().ToList();

        Assert.Equal(
            (1L, 1L, 17L),
            (Number(total, "replies"), Number(total, "failedTries"), Number(total, "inputTokens"))
        );
        Assert.Equal((8L, 4L), (Number(total, "cachedInputTokens"), Number(total, "cacheWriteTokens")));
        Assert.All(records, record => Assert.Equal(reply.Id, record.GetProperty("replyId").GetGuid()));
        Assert.Equal(
            [(tried.Id, "provider_error"), (reply.Id, null)],
            records
                .Select(record => (record.GetProperty("id").GetGuid(), record.GetProperty("failure").GetString()))
                .OrderByDescending(record => record.Item2 is not null)
        );
    }

    [Fact]
    public async Task Get_UsageOfOtherDays_IsEmpty() =>
        Assert.Equal(
            0,
            (await GetAsync("/v1/usage?from=2020-01-01&to=2020-01-31")).GetProperty("data").GetArrayLength()
        );

    [Fact]
    public async Task Get_Records_PagesThroughAllOnce()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => Ids.New()).ToList();
        foreach (var id in ids)
        {
            await BookAsync(Record(id, 1));
        }

        var seen = new List<Guid>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await GetAsync("/v1/usage/records?limit=2" + (cursor.Length > 0 ? $"&cursor={cursor}" : ""));
            seen.AddRange(
                page.GetProperty("data").EnumerateArray().Select(entry => entry.GetProperty("replyId").GetGuid())
            );
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(Enumerable.Reverse(ids), seen);
    }

    [Theory]
    [InlineData("/v1/usage?from=2026-02-01&to=2026-01-01")]
    [InlineData("/v1/usage?from=2020-01-01&to=2026-01-01")]
    [InlineData("/v1/usage/records?limit=0")]
    [InlineData("/v1/usage/records?limit=101")]
    [InlineData("/v1/usage/records?cursor=nonsense")]
    public async Task Get_OutOfRange_IsAProblem(string address)
    {
        using var response = await SendAsync(address, PrincipalKind.SecretKey);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task Get_UsageWithoutSecretKey_IsForbidden(PrincipalKind kind)
    {
        using var response = await SendAsync("/v1/usage", kind);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Query_EveryMappedEntity_FindsItsColumns()
    {
        using var tenant = TenantScope.Enter(_tenant);
        await using var scope = service.Host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<InferenceDbContext>();
        await BookAsync(Record(Ids.New(), 1));

        Assert.Single(await context.UsageRecords.ToListAsync(_test));
    }

    [Fact]
    public async Task Query_WithoutTenant_SeesNothing()
    {
        await BookAsync(Record(Ids.New(), 1));
        await using var scope = service.Host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<InferenceDbContext>();

        Assert.Empty(await context.UsageRecords.ToListAsync(_test));
    }

    private async Task BookAsync(UsageRecord record) =>
        await service.Host.Services.GetRequiredService<UsageLedger>().RecordAsync([record], _test);

    private static long Number(JsonElement entry, string name) => entry.GetProperty(name).GetInt64();

    private UsageRecord Record(Guid replyId, long inputTokens, Guid? tenant = null, Guid? failedTryOf = null) =>
        new()
        {
            Id = replyId,
            FailedTryOf = failedTryOf,
            Failure = failedTryOf is null ? "" : "provider_error",
            TenantId = tenant ?? _tenant,
            ConversationId = Ids.New(),
            Provider = "scripted",
            Model = "model-1",
            InputTokens = inputTokens,
            OutputTokens = 1,
            CachedInputTokens = 4,
            CacheWriteTokens = 2,
            Estimated = true,
            Interruption = "",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };

    private async Task<JsonElement> GetAsync(string address)
    {
        using var response = await SendAsync(address, PrincipalKind.SecretKey);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var document = await JsonDocument.ParseAsync(
            await response.Content.ReadAsStreamAsync(_test),
            default,
            _test
        );
        return document.RootElement.Clone();
    }

    private async Task<HttpResponseMessage> SendAsync(string address, PrincipalKind kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        var principal = ReplyScene.Visitor with { TenantId = _tenant, Kind = kind };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Token(principal));
        return await service.Host.Http.SendAsync(request, _test);
    }
}
