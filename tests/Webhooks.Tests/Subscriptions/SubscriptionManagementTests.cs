using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Chat.Webhooks.Dispatch;
using Chat.Webhooks.Subscriptions;
using Chat.Webhooks.Tests.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Chat.Webhooks.Tests.Subscriptions;

/// <summary>Subscriptions made, changed and ended by their tenant.</summary>
[Trait("Level", "Component")]
public sealed class SubscriptionManagementTests(WebhooksInfrastructure infrastructure)
    : WebhooksComponentTest(infrastructure)
{
    private const string Path = "/v1/webhooks/subscriptions";
    private const string TextSecret = "an-old-chatcops-secret";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_Standard_DeliversSignedWithTheSecretShownOnce()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();

        var created = await CreateAsync(client, new { url = Receiver.Url });

        await host.PublishAsync(MessagePostedBuilder.Build());
        var request = await Receiver.ReceiveAsync();
        Assert.True(request.IsSignedWith(created.Secret!));
        Assert.Equal(("standard", "api"), (created.Format, created.Source));
        Assert.Equal(["*"], created.Events);
        var listed = await client.GetStringAsync(Path, Ending);
        Assert.DoesNotContain("whsec", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("\"secret\"", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Secret_LiesSealedInTheDatabase()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        await CreateAsync(client, new { url = Receiver.Url });

        var stored = await QueryAsync<string[]>("select secrets from subscriptions");

        Assert.StartsWith("gcm1.", Assert.Single(stored), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ChatCops_DeliversItsEventsWithItsSignature()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        await CreateAsync(
            client,
            new
            {
                url = Receiver.Url,
                format = "chatcops",
                events = new[] { "lead:captured", "message:received" },
                secret = TextSecret,
            }
        );

        await host.PublishAsync(MessagePostedBuilder.Build());
        await host.PublishAsync(LeadCapturedBuilder.Build("chatcops:w-1"));

        var request = await Receiver.ReceiveAsync();
        Assert.Equal("lead:captured", request.Json.GetProperty("event").GetString());
        Assert.Equal(
            ChatCopsSignature.Sign(request.Body, new SigningSecret(TextSecret)),
            request.Headers["x-chatcops-signature"]
        );
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task Create_SameIdempotencyKey_IsTheSameWithoutItsSecret()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();

        var first = await CreateAsync(client, new { url = Receiver.Url }, "once");
        var again = await CreateAsync(client, new { url = Receiver.Url }, "once");

        Assert.Equal(first.Id, again.Id);
        Assert.Null(again.Secret);
    }

    [Fact]
    public async Task Create_SameIdempotencyKeyAtOnce_IsMadeOnce()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();

        var made = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => CreateAsync(client, new { url = Receiver.Url }, "once"))
        );

        Assert.Single(made.Select(one => one.Id).Distinct());
        Assert.Single(made, one => one.Secret is not null);
    }

    [Fact]
    public async Task Change_StoredButNotReadAgainYet_IsDoneAndHoldsLater()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var kept = await CreateAsync(client, new { url = Receiver.Url });
        await QueryAsync<object>("alter function active_subscriptions() rename to away");

        var created = await CreateAsync(client, new { url = Receiver.Url, events = new[] { "message.created" } });
        using var changed = await client.PatchAsJsonAsync($"{Path}/{kept.Id}", new { events = new[] { "*" } }, Ending);
        using var deleted = await client.DeleteAsync($"{Path}/{kept.Id}", Ending);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (changed.StatusCode, deleted.StatusCode));
        await QueryAsync<object>("alter function away() rename to active_subscriptions");
        var directory = host.Services.GetRequiredService<SubscriptionDirectory>();
        await Eventually.TrueAsync(
            async () =>
                (await directory.GetAsync(Ending))
                    .Of(MessagePostedBuilder.Tenant)
                    .Select(one => one.Id)
                    .SequenceEqual([created.Id]),
            Ending
        );
    }

    [Theory]
    [InlineData("""{}""", "/url")]
    [InlineData("""{"url":"ftp://a.example/"}""", "/url")]
    [InlineData("""{"url":"https://a.example/\u0000"}""", "/url")]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "/url")]
    [InlineData("""{"url":"https://[::1]/"}""", "/url")]
    [InlineData("""{"url":"https://169.254.169.254/latest"}""", "/url")]
    [InlineData("""{"url":"https://a.example/","format":"xml"}""", "/format")]
    [InlineData("""{"url":"https://a.example/","events":["lead:captured"]}""", "/events")]
    [InlineData("""{"url":"https://a.example/","format":"chatcops","events":["lead.captured"]}""", "/events")]
    [InlineData("""{"url":"https://a.example/","secret":"an-old-chatcops-secret"}""", "/secret")]
    public async Task Create_WrongField_NamesIt(string body, string pointer)
    {
        await using var host = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [],
            ("Egress:AllowInsecure", "false"),
            ("Egress:AllowPrivateNetworks", "false")
        );
        using var client = host.Client();
        using var content = new StringContent(body, null, "application/json");

        using var response = await client.PostAsync(Path, content, Ending);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ending);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Create_TooMany_IsRefused()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        await FillAsync(100);

        using var response = await client.PostAsJsonAsync(Path, new { url = Receiver.Url }, Ending);

        Assert.Equal("too_many_subscriptions", await CodeOf(response));
    }

    [Fact]
    public async Task Create_ManyAtOnce_AreNoMoreThanTheLimit()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        await FillAsync(97);

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => client.PostAsJsonAsync(Path, new { url = Receiver.Url }, Ending))
        );

        Assert.Equal(3, responses.Count(response => response.StatusCode is HttpStatusCode.Created));
        Assert.Equal(13, responses.Count(response => response.StatusCode is HttpStatusCode.Conflict));
        Assert.Equal(100L, await QueryAsync<long>("select count(*) from subscriptions"));
    }

    [Fact]
    public async Task Rotate_UntilFinished_SignsWithBoth()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var created = await CreateAsync(client, new { url = Receiver.Url });

        // Twice, as after a lost answer: the secret that the receiver has stays.
        await RotateAsync(client, created.Id);
        var rotated = await RotateAsync(client, created.Id);
        await host.PublishAsync(MessagePostedBuilder.Build());
        var during = await Receiver.ReceiveAsync();
        using var finished = await client.DeleteAsync($"{Path}/{created.Id}/previous-secret", Ending);
        await host.PublishAsync(MessagePostedBuilder.Build());
        var after = await Receiver.ReceiveAsync();

        Assert.True(during.IsSignedWith(created.Secret!));
        Assert.True(during.IsSignedWith(rotated.Secret!));
        Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
        Assert.False(after.IsSignedWith(created.Secret!));
        Assert.True(after.IsSignedWith(rotated.Secret!));
    }

    [Fact]
    public async Task Update_AddressAndEvents_GoesByThemAtOnce()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var created = await CreateAsync(
            client,
            new { url = "http://127.0.0.1:9/nobody", events = new[] { "lead.captured" } }
        );

        using var response = await client.PatchAsJsonAsync(
            $"{Path}/{created.Id}",
            new { url = Receiver.Url, events = new[] { "conversation.started" } },
            Ending
        );
        await host.PublishAsync(MessagePostedBuilder.Build());
        await host.PublishAsync(ConversationStartedBuilder.Build());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var request = await Receiver.ReceiveAsync();
        Assert.Equal("conversation.started", request.Json.GetProperty("type").GetString());
        Assert.True(request.IsSignedWith(created.Secret!));
    }

    [Fact]
    public async Task Delete_Subscription_EndsItAndForgetsItsSecret()
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var created = await CreateAsync(client, new { url = Receiver.Url });
        var posted = MessagePostedBuilder.Build();
        await host.PublishAsync(posted);
        await Receiver.ReceiveAsync();
        await host.WaitForAsync(posted.Header.EventId, "delivered");

        using var deleted = await client.DeleteAsync($"{Path}/{created.Id}", Ending);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await host.PublishAsync(MessagePostedBuilder.Build());
        foreach (var path in new[] { "", "/enable", "/rotate-secret" })
        {
            using var response =
                path.Length > 0
                    ? await client.PostAsync($"{Path}/{created.Id}{path}", null, Ending)
                    : await client.GetAsync($"{Path}/{created.Id}", Ending);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        Assert.Empty((await client.GetFromJsonAsync<SubscriptionList>(Path, Ending))!.Data);
        Assert.Empty(await QueryAsync<string[]>("select secrets from subscriptions"));
        Assert.Equal("delivered", Assert.Single((await host.ListAsync()).Data).State);
    }

    [Theory]
    [InlineData("POST", "/enable")]
    [InlineData("PATCH", "")]
    public async Task Change_DeletedInTheSameMoment_LeavesItSwitchedOff(string method, string path)
    {
        await using var host = await StartEmptyAsync();
        using var client = host.Client();
        var created = await CreateAsync(client, new { url = Receiver.Url });
        await using var source = NpgsqlDataSource.Create(Database);
        await using var deleting = await source.OpenConnectionAsync(Ending);
        await using var transaction = await deleting.BeginTransactionAsync(Ending);
        await using var delete = new NpgsqlCommand(
            "update subscriptions set deleted_at = now(), disabled_at = now(), secrets = '{}'",
            deleting
        );
        await QueryAsync<int>("update subscriptions set disabled_at = now(), disabled_reason = 'failing' returning 1");
        await delete.ExecuteNonQueryAsync(Ending);

        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Path}/{created.Id}{path}")
        {
            Content = JsonContent.Create(new { url = Receiver.Url + "/new" }),
        };
        var changing = client.SendAsync(request, Ending);
        await Eventually.TrueAsync(
            () =>
                QueryAsync<bool>(
                    "select exists (select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))",
                    deleting.ProcessID
                ),
            Ending
        );
        await transaction.CommitAsync(Ending);

        using var response = await changing;
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.False(await QueryAsync<bool>("select exists (select from subscriptions where disabled_at is null)"));
    }

    [Fact]
    public async Task Change_ConfiguredSubscription_IsRefused()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var id = Assert.Single((await client.GetFromJsonAsync<SubscriptionList>(Path, Ending))!.Data).Id;

        using var updated = await client.PatchAsJsonAsync($"{Path}/{id}", new { url = Receiver.Url }, Ending);
        using var rotated = await client.PostAsync($"{Path}/{id}/rotate-secret", null, Ending);
        using var deleted = await client.DeleteAsync($"{Path}/{id}", Ending);

        foreach (var response in new[] { updated, rotated, deleted })
        {
            Assert.Equal(
                (HttpStatusCode.Conflict, "subscription_configured"),
                (response.StatusCode, await CodeOf(response))
            );
        }
    }

    [Fact]
    public async Task Any_AnotherTenantOrNoSecretKey_IsRefused()
    {
        await using var host = await StartEmptyAsync();
        using var owner = host.Client();
        var created = await CreateAsync(owner, new { url = Receiver.Url });
        using var stranger = host.Client(Guid.CreateVersion7());
        using var visitor = host.Client(kind: PrincipalKind.Visitor);

        using var read = await stranger.GetAsync($"{Path}/{created.Id}", Ending);
        using var updated = await stranger.PatchAsJsonAsync(
            $"{Path}/{created.Id}",
            new { events = new[] { "*" } },
            Ending
        );
        using var rotated = await stranger.PostAsync($"{Path}/{created.Id}/rotate-secret", null, Ending);
        using var deleted = await stranger.DeleteAsync($"{Path}/{created.Id}", Ending);
        using var forbidden = await visitor.PostAsJsonAsync(Path, new { url = Receiver.Url }, Ending);

        Assert.All(
            new[] { read, updated, rotated, deleted },
            response => Assert.Equal(HttpStatusCode.NotFound, response.StatusCode)
        );
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    private Task<long> FillAsync(int count) =>
        QueryAsync<long>(
            """
            with added as (
                insert into subscriptions (id, tenant_id, url, secrets, events, source)
                select gen_random_uuid(), $1, 'https://a.example/', '{x}', '{*}', 'api' from generate_series(1, $2)
                returning id)
            select count(*) from added
            """,
            MessagePostedBuilder.Tenant,
            count
        );

    private Task<WebhooksHost> StartEmptyAsync() => WebhooksHost.StartAsync(Database, Broker, []);

    private static async Task<SubscriptionResource> CreateAsync(HttpClient client, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request, Ending);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<SubscriptionResource>(Ending))!;
    }

    private static async Task<SubscriptionResource> RotateAsync(HttpClient client, Guid id)
    {
        using var response = await client.PostAsync($"{Path}/{id}/rotate-secret", null, Ending);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<SubscriptionResource>(Ending))!;
    }

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(Ending)).GetProperty("code").GetString();
}
