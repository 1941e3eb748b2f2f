using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Webhooks.Subscriptions;
using Chat.Webhooks.Tests.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Webhooks.Tests.Subscriptions;

/// <summary>What of a subscription changes, and what stays, field by field.</summary>
[Trait("Level", "Component")]
public sealed class SubscriptionChangesTests(WebhooksInfrastructure infrastructure)
    : WebhooksComponentTest(infrastructure)
{
    private const string Path = "/v1/webhooks/subscriptions";
    private const string Url = "https://a.example/hooks";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_AsItIsAnswered_IsAsItIsReadAndListed()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();

        var (_, created) = await SendAsync(
            client,
            HttpMethod.Post,
            Path,
            new { url = Url, events = new[] { "lead.captured", "message.created", "lead.captured" } }
        );
        var (_, second) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url });

        Assert.Equal(["lead.captured", "message.created"], Texts(created.GetProperty("events")));
        var read = await client.GetStringAsync($"{Path}/{Id(created)}", Ending);
        Assert.Equal(read, WithoutSecret(created));
        var listed = await client.GetFromJsonAsync<SubscriptionList>(Path, Ending);
        Assert.Equal([Id(created), Id(second)], listed!.Data.Select(one => one.Id.ToString()));
    }

    [Theory]
    [InlineData(1, HttpStatusCode.Created)]
    [InlineData(255, HttpStatusCode.Created)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task Create_IdempotencyKey_HasItsBounds(int length, HttpStatusCode expected)
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();

        var (status, body) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url }, new string('k', length));

        Assert.Equal(expected, status);
        Assert.Equal(expected is HttpStatusCode.BadRequest ? "/Idempotency-Key" : null, PointerOf(body));
    }

    [Fact]
    public async Task Create_KeyOfOneThatWasDeleted_MakesAnother()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, first) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url }, "once");
        using var deleted = await client.DeleteAsync($"{Path}/{Id(first)}", Ending);

        var (status, second) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url }, "once");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(Id(first), Id(second));
        Assert.True(second.TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task Create_KeyOfAnotherTenant_MakesItsOwn()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        using var stranger = host.Client(Guid.CreateVersion7());
        var (_, first) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url }, "once");

        var (_, second) = await SendAsync(stranger, HttpMethod.Post, Path, new { url = Url }, "once");

        Assert.NotEqual(Id(first), Id(second));
    }

    [Fact]
    public async Task Create_SeveralFaults_NamesThemAll()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();

        var (status, body) = await SendAsync(
            client,
            HttpMethod.Post,
            Path,
            new
            {
                url = "nowhere",
                format = "xml",
                events = new[] { "message.lost" },
                secret = "short",
            },
            new string('k', 256)
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/Idempotency-Key", "/events", "/format", "/secret", "/url"],
            Pointers(body).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("""{}""", Url, "lead.captured")]
    [InlineData("""{"url":null,"events":null}""", Url, "lead.captured")]
    [InlineData("""{"url":"https://b.example/"}""", "https://b.example/", "lead.captured")]
    [InlineData("""{"events":["message.created"]}""", Url, "message.created")]
    [InlineData("""{"events":[]}""", Url, "*")]
    public async Task Update_SomeFields_LeavesTheOthers(string change, string url, string type)
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, made) = await SendAsync(
            client,
            HttpMethod.Post,
            Path,
            new { url = Url, events = new[] { "lead.captured" } }
        );

        var (status, changed) = await SendAsync(
            client,
            HttpMethod.Patch,
            $"{Path}/{Id(made)}",
            JsonElement.Parse(change)
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            (url, type),
            (changed.GetProperty("url").GetString(), Assert.Single(Texts(changed.GetProperty("events"))))
        );
        Assert.False(changed.TryGetProperty("secret", out _));
        Assert.Equal(await client.GetStringAsync($"{Path}/{Id(made)}", Ending), changed.GetRawText());
    }

    [Fact]
    public async Task Update_SeveralFaults_NamesThemAllAndChangesNothing()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, made) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url, format = "chatcops" });
        var before = await client.GetStringAsync($"{Path}/{Id(made)}", Ending);

        var (status, body) = await SendAsync(
            client,
            HttpMethod.Patch,
            $"{Path}/{Id(made)}",
            new { url = "nowhere", events = new[] { "lead.captured" } }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["/url", "/events"], Pointers(body));
        Assert.Equal(before, await client.GetStringAsync($"{Path}/{Id(made)}", Ending));
    }

    [Theory]
    [InlineData("https://b.example/", true)]
    [InlineData(Url, false)]
    public async Task Update_Address_SwitchesOnWhatFailedWhenItIsAnother(string url, bool isOn)
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, made) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url });
        await FailAsync(Id(made));

        var (_, changed) = await SendAsync(client, HttpMethod.Patch, $"{Path}/{Id(made)}", new { url });

        Assert.Equal(isOn, changed.GetProperty("enabled").GetBoolean());
        var circuit = changed.GetProperty("circuit");
        Assert.Equal(isOn ? 0 : 9, circuit.GetProperty("failures").GetInt32());
        Assert.Equal(isOn ? "closed" : "open", circuit.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Enable_OneThatFailed_IsOnWithAClosedCircuit()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, made) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url });
        await FailAsync(Id(made));

        var (status, enabled) = await SendAsync(client, HttpMethod.Post, $"{Path}/{Id(made)}/enable");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(enabled.GetProperty("enabled").GetBoolean());
        Assert.Equal("closed", enabled.GetProperty("circuit").GetProperty("state").GetString());
        Assert.Equal(await client.GetStringAsync($"{Path}/{Id(made)}", Ending), enabled.GetRawText());
    }

    [Fact]
    public async Task Enable_AtThisInstance_ItsEventsAreWantedAtOnce()
    {
        await using var host = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [],
            ("Webhooks:RefreshInterval", "00:01:00")
        );
        using var client = host.Client();
        var directory = host.Services.GetRequiredService<SubscriptionDirectory>();
        var (_, made) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url });
        await FailAsync(Id(made));
        await host.Services.GetRequiredService<SubscriptionRefresh>().RunAsync(Ending);
        Assert.Empty((await directory.GetAsync(Ending)).Of(MessagePostedBuilder.Tenant));

        await SendAsync(client, HttpMethod.Post, $"{Path}/{Id(made)}/enable");

        var wanted = Assert.Single((await directory.GetAsync(Ending)).Of(MessagePostedBuilder.Tenant));
        Assert.Equal(Id(made), wanted.Id.ToString());
    }

    [Theory]
    [InlineData("standard", "an-old-chatcops-secret", false)]
    [InlineData("chatcops", "an-old-chatcops-secret", true)]
    [InlineData("chatcops", "too-short", false)]
    [InlineData("standard", WebhooksHost.Secret, true)]
    [InlineData("chatcops", WebhooksHost.Secret, true)]
    public async Task Rotate_SecretOfOnesOwn_IsAsItsFormatHasThem(string format, string secret, bool fits)
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, made) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url, format });

        var (status, rotated) = await SendAsync(
            client,
            HttpMethod.Post,
            $"{Path}/{Id(made)}/rotate-secret",
            new { secret }
        );

        Assert.Equal(fits ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
        Assert.Equal(fits ? null : "/secret", PointerOf(rotated));
        Assert.Equal(fits ? secret : null, fits ? rotated.GetProperty("secret").GetString() : null);
        Assert.Equal(fits ? 2 : 1, await SecretsAsync());
    }

    [Fact]
    public async Task FinishRotation_Repeated_LeavesTheOneSecret()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, made) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url });

        for (var turn = 0; turn < 2; turn++)
        {
            using var finished = await client.DeleteAsync($"{Path}/{Id(made)}/previous-secret", Ending);
            Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
        }

        Assert.Equal(1, await SecretsAsync());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/rotate-secret")]
    [InlineData("DELETE", "/previous-secret")]
    [InlineData("POST", "/enable")]
    public async Task Any_OneThatWasDeleted_IsNotFound(string method, string below)
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var (_, made) = await SendAsync(client, HttpMethod.Post, Path, new { url = Url });
        using var deleted = await client.DeleteAsync($"{Path}/{Id(made)}", Ending);

        var (status, body) = await SendAsync(client, new HttpMethod(method), $"{Path}/{Id(made)}{below}", new { });

        Assert.Equal(
            (HttpStatusCode.NotFound, "subscription_not_found"),
            (status, body.GetProperty("code").GetString())
        );
        Assert.Empty((await client.GetFromJsonAsync<SubscriptionList>(Path, Ending))!.Data);
    }

    private Task<WebhooksHost> StartEmptyAsync() => WebhooksHost.StartAsync(Database, Broker, []);

    private Task<Guid> FailAsync(string id) =>
        QueryAsync<Guid>(
            """
            update subscriptions set disabled_at = now(), disabled_reason = 'failing', failures = 9, failing_since = now(),
                circuit_until = now() + interval '1 hour', circuit_trips = 1
            where id = $1 returning id
            """,
            Guid.Parse(id)
        );

    private Task<int> SecretsAsync() => QueryAsync<int>("select cardinality(secrets) from subscriptions");

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpClient client,
        HttpMethod method,
        string path,
        object? body = null,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request, Ending);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Ending));
    }

    private static string Id(JsonElement subscription) => subscription.GetProperty("id").GetString()!;

    private static string WithoutSecret(JsonElement created) =>
        created
            .GetRawText()
            .Replace($"\"secret\":\"{created.GetProperty("secret").GetString()}\",", "", StringComparison.Ordinal);

    private static List<string?> Texts(JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetString())];

    private static List<string?> Pointers(JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString())];

    private static string? PointerOf(JsonElement body) =>
        body.TryGetProperty("errors", out _) ? Pointers(body)[0] : null;
}
