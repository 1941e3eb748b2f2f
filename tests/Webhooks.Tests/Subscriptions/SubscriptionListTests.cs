using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Webhooks.Subscriptions;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Subscriptions;

/// <summary>A tenant with more subscriptions than a page holds, as the configuration allows.</summary>
[Trait("Level", "Component")]
public sealed class SubscriptionListTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string Path = "/v1/webhooks/subscriptions";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, new[] { 100, 100, 5 })]
    [InlineData(60, new[] { 60, 60, 60, 25 })]
    [InlineData(41, new[] { 41, 41, 41, 41, 41 })]
    public async Task List_SeveralPages_GivesEachOnce(int? limit, int[] sizes)
    {
        await using var host = await WebhooksHost.StartAsync(Database, Broker, []);
        await FillAsync(MessagePostedBuilder.Tenant, 205);
        await FillAsync(Guid.CreateVersion7(), 3);
        using var client = host.Client();

        var pages = new List<SubscriptionList>();
        do
        {
            var query = $"?cursor={pages.LastOrDefault()?.NextCursor}" + (limit is null ? "" : $"&limit={limit}");
            pages.Add((await client.GetFromJsonAsync<SubscriptionList>(Path + query, Ending))!);
        } while (pages[^1].HasMore);

        Assert.Equal(sizes, pages.Select(page => page.Data.Count));
        Assert.Null(pages[^1].NextCursor);
        Assert.Equal(205, pages.SelectMany(page => page.Data).Select(one => one.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("?limit=0", "/limit")]
    [InlineData("?limit=101", "/limit")]
    [InlineData("?cursor=none", "/cursor")]
    public async Task List_WrongPage_IsRefused(string query, string pointer)
    {
        await using var host = await WebhooksHost.StartAsync(Database, Broker, []);
        using var client = host.Client();

        using var response = await client.GetAsync(Path + query, Ending);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ending);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    private Task FillAsync(Guid tenant, int count) =>
        QueryAsync<long>(
            """
            with added as (
                insert into subscriptions (id, tenant_id, url, secrets, events, source)
                select gen_random_uuid(), $1, 'https://a.example/', '{x}', '{*}', 'api' from generate_series(1, $2)
                returning id)
            select count(*) from added
            """,
            tenant,
            count
        );
}
