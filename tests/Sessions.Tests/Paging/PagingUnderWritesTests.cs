using System.Net;
using System.Text.Json;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Paging;

/// <summary>Somebody reads a list page by page while others add to it: what was there is seen once, in its order.</summary>
[Trait("Level", "Component")]
public sealed class PagingUnderWritesTests(SessionsFixture sessions)
{
    private const int There = 20;
    private const int Added = 20;
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData("", true)]
    [InlineData("&sort=createdAt", false)]
    public async Task Conversations_OthersBegin_ShowsEachOnceInOrder(string sort, bool isNewestFirst)
    {
        var visitor = office.Visitor();

        await AssertPagesAsync(
            "/v1/conversations",
            sort,
            isNewestFirst,
            n => office.ConversationAsync(n % 2 == 0 ? visitor : office.Visitor())
        );
    }

    [Fact]
    public Task Customers_OthersAreAdded_ShowsEachOnceInOrder() =>
        AssertPagesAsync(
            "/v1/customers",
            "",
            isNewestFirst: true,
            async n =>
                Id(await AddAsync(office.Backend, "/v1/customers", new { name = "Ada", email = $"ada{n}@example.com" }))
        );

    [Fact]
    public async Task Notes_OthersAreWritten_ShowsEachOnceInOrder()
    {
        var path = $"/v1/conversations/{await office.ConversationAsync()}/notes";
        var agent = await office.AgentAsync();

        await AssertPagesAsync(
            path,
            "",
            isNewestFirst: true,
            async n => Id(await AddAsync(agent, path, new { text = $"note {n}" }))
        );
    }

    // The queue is the one list whose order is not that of the ids.
    [Fact]
    public async Task Queue_OthersComeAndGo_ShowsEachThatStaysOnceInOrder()
    {
        var staying = new List<string>();
        var leaving = new List<string>();
        for (var n = 0; n < There; n++)
        {
            (n % 3 == 0 ? leaving : staying).Add(await office.WaitingAsync());
        }

        var changing = Task.Run(
            async () =>
            {
                foreach (var id in leaving)
                {
                    await Office.DoneAsync(office.Backend.PutAsync($"/v1/conversations/{id}/close", null));
                    await office.WaitingAsync();
                }
            },
            TestContext.Current.CancellationToken
        );
        var seen = await ReadAsync("/v1/conversations", "&status=queued&sort=queuedAt");
        await changing;

        Assert.Equal(seen.Distinct(StringComparer.Ordinal), seen);
        Assert.Equal(staying, seen.Where(staying.Contains));
    }

    private async Task AssertPagesAsync(string path, string query, bool isNewestFirst, Func<int, Task<string>> addAsync)
    {
        var there = new List<string>();
        for (var n = 0; n < There; n++)
        {
            there.Add(await addAsync(n));
        }

        var adding = Task.Run(
            () => Task.WhenAll(Enumerable.Range(There, Added).Select(addAsync)),
            TestContext.Current.CancellationToken
        );
        var seen = await ReadAsync(path, query);
        await adding;

        Assert.Equal(seen.Distinct(StringComparer.Ordinal), seen);
        var expected = isNewestFirst ? Enumerable.Reverse(there) : there;
        Assert.Equal(expected, seen.Where(there.Contains));
    }

    private async Task<List<string>> ReadAsync(string path, string query)
    {
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var (status, page) = await office.Backend.GetAsync($"{path}?limit=3{query}{cursor}");
            Assert.Equal(HttpStatusCode.OK, status);
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(Id));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
            Assert.Equal(page.GetProperty("hasMore").GetBoolean(), cursor.Length > 0);
        } while (cursor.Length > 0);

        return seen;
    }

    private static async Task<JsonElement> AddAsync(Caller caller, string path, object body)
    {
        var (status, added) = await caller.SubmitAsync(path, body);
        Assert.Equal(HttpStatusCode.Created, status);
        return added;
    }

    private static string Id(JsonElement body) => body.GetProperty("id").GetString()!;
}
