using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;

namespace Chat.Sessions.Tests.Customers;

/// <summary>Retries, versions, who may, and where ids lead.</summary>
[Trait("Level", "Component")]
public sealed class CustomerEdgesTests(SessionsFixture sessions)
{
    private const string Path = "/v1/customers";
    private readonly CustomerScene scene = new(sessions.A);

    [Fact]
    public async Task Create_SameKeyAtOnce_IsMadeAndToldOnce()
    {
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    (n % 2 == 0 ? scene.Backend : scene.Backend.At(sessions.B)).SubmitAsync(
                        Path,
                        new { email = $"{n}@example.com" },
                        "k"
                    )
                )
        );

        Assert.All(made, one => Assert.Equal(HttpStatusCode.Created, one.Status));
        Assert.Single(made.Select(one => Text(one.Body, "id")).Distinct());
        Assert.Single(await scene.EventsAsync());
    }

    [Fact]
    public async Task Create_SameKeyAndEmailOfAnotherTenant_IsAnotherCustomer()
    {
        var other = new CustomerScene(sessions.A);
        var body = new { email = "ada@example.com", externalId = "u-1" };
        var (_, first) = await scene.Backend.SubmitAsync(Path, body, "k");

        var (status, second) = await other.Backend.SubmitAsync(Path, body, "k");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(Text(first, "id"), Text(second, "id"));
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Created)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task Create_KeyAtTheBound_IsTakenUpToIt(int length, HttpStatusCode expected)
    {
        var (status, _) = await scene.Backend.SubmitAsync(
            Path,
            new { email = "ada@example.com" },
            new string('k', length)
        );

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Create_ExternalIdOfAnother_IsAConflict()
    {
        await scene.CreateAsync(new { externalId = "u-1" });

        var (status, body) = await scene.Backend.SubmitAsync(
            Path,
            new { externalId = "u-1", email = "new@example.com" }
        );

        Assert.Equal((HttpStatusCode.Conflict, "external_id_taken"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Update_TheSameOwnFields_ChangesAndTellsNothing()
    {
        var fields = new
        {
            seats = 12,
            plan = "gold",
            vip = true,
        };
        var created = await scene.CreateAsync(new { externalId = "u-1", customFields = fields });

        var (status, body) = await scene.Backend.PatchAsync(
            $"{Path}/{Text(created, "id")}",
            new { customFields = fields, tags = Array.Empty<string>() },
            "\"1\""
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(Text(created, "updatedAt"), Text(body, "updatedAt"));
        Assert.Single(await scene.EventsAsync());
    }

    [Fact]
    public async Task Update_OwnFields_ReplacesThemAll()
    {
        var created = await scene.CreateAsync(new { externalId = "u-1", customFields = new { a = 1, b = 2 } });

        var (_, body) = await scene.Backend.PatchAsync(
            $"{Path}/{Text(created, "id")}",
            new { customFields = new { b = 3 } }
        );

        Assert.Equal("""{"b":3}""", JsonSerializer.Serialize(body.GetProperty("customFields")));
    }

    [Fact]
    public async Task GetAndUpdate_CarryTheirETag()
    {
        var path = $"{Path}/{Text(await scene.CreateAsync(new { email = "ada@example.com" }), "id")}";

        Assert.Equal("\"1\"", await ETagAsync(HttpMethod.Get, path, null));
        Assert.Equal("\"1\"", await ETagAsync(HttpMethod.Get, $"{Path}/search?email=ada@example.com", null));
        Assert.Equal("\"2\"", await ETagAsync(HttpMethod.Patch, path, """{"name":"Ada"}"""));
        Assert.Equal("\"2\"", await ETagAsync(HttpMethod.Patch, path, """{"name":"Ada"}"""));
    }

    [Fact]
    public async Task Create_CarriesItsETag() =>
        Assert.Equal("\"1\"", await ETagAsync(HttpMethod.Post, Path, """{"email":"ada@example.com"}"""));

    [Fact]
    public async Task CreateAndUpdate_OfAUserWhoWrote_CountItsConversations()
    {
        var (user, other) = (scene.Somebody(PrincipalKind.User), scene.Somebody(PrincipalKind.User));
        await user.PostAsync("Hello");
        await user.PostAsync("Hello again");
        await other.PostAsync("Hello");

        var created = await scene.CreateAsync(new { externalId = user.Principal.Subject });
        var path = $"{Path}/{Text(created, "id")}";
        var (_, updated) = await scene.Backend.PatchAsync(path, new { externalId = other.Principal.Subject });

        Assert.Equal((2, 1), (Total(created), Total(updated)));
        Assert.Equal(1, Total((await scene.Backend.GetAsync(path)).Body));
    }

    [Fact]
    public async Task Update_AnyVersionAtOnce_AllAreMade()
    {
        var path = $"{Path}/{Text(await scene.CreateAsync(new { email = "ada@example.com" }), "id")}";

        var changed = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    (n % 2 == 0 ? scene.Backend : scene.Backend.At(sessions.B)).PatchAsync(path, new { name = $"{n}" })
                )
        );

        Assert.All(changed, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        Assert.Equal("\"9\"", await ETagAsync(HttpMethod.Get, path, null));
        Assert.Equal(9, (await scene.EventsAsync()).Count);
    }

    [Fact]
    public async Task Create_ExternalIdOfWhoClaimed_ProvesWhoItIs()
    {
        var user = scene.Somebody(PrincipalKind.User);
        await user.PatchAsync("/v1/me", new { email = VisitorScene.NewEmail() });
        var id = (await user.PostAsync("Hello")).Conversation.Id;

        var created = await scene.CreateAsync(new { externalId = user.Principal.Subject });

        var (_, card) = await scene.Backend.GetAsync($"/v1/conversations/{id}/visitor");
        Assert.True(card.GetProperty("verified").GetBoolean());
        Assert.Equal(Text(created, "id"), Text(card.GetProperty("customer"), "id"));
    }

    [Fact]
    public async Task Update_BlockedCustomerIsNotThatUserAnyMore_LetsTheUserWrite()
    {
        var user = scene.Somebody(PrincipalKind.User);
        var created = await scene.CreateAsync(
            new
            {
                externalId = user.Principal.Subject,
                email = "ada@example.com",
                name = "Ada",
            }
        );
        var id = (await user.PostAsync("Hello")).Conversation.Id;
        await scene.Backend.PatchAsync($"{Path}/{Text(created, "id")}", new { status = "blocked" });
        var blocked = await user.PutAsync($"/v1/conversations/{id}/close", null);

        await scene.Backend.PatchAsync($"{Path}/{Text(created, "id")}", new { externalId = "" });

        Assert.Equal((HttpStatusCode.Forbidden, "customer_blocked"), (blocked.Status, Text(blocked.Body, "code")));
        Assert.Equal(HttpStatusCode.OK, (await user.PutAsync($"/v1/conversations/{id}/close", null)).Status);
    }

    [Theory]
    [InlineData("ada lovelace", 1)]
    [InlineData("ADA%40example.com", 1)]
    [InlineData("engines ltd", 1)]
    [InlineData("engines ltd.", 0)]
    [InlineData("lovelace", 0)]
    public async Task List_BeginsWith_FindsTheWholeTextToo(string q, int count)
    {
        await scene.CreateAsync(
            new
            {
                email = "ada@example.com",
                name = "Ada Lovelace",
                company = "Engines Ltd",
            }
        );

        var (_, list) = await scene.Backend.GetAsync($"{Path}?q={q}");

        Assert.Equal(count, list.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("agent", HttpStatusCode.Forbidden)]
    [InlineData("manager", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.NoContent)]
    public async Task All_Agents_DoEverythingButDeleteBelowAdmin(string role, HttpStatusCode deletes)
    {
        var agent = new Caller(
            sessions.A,
            scene.Somebody(PrincipalKind.Agent).Principal with
            {
                Roles = AgentRoles.UpTo(role),
            }
        );

        var (created, body) = await agent.SubmitAsync(Path, new { email = "ada@example.com" });
        var path = $"{Path}/{Text(body, "id")}";

        Assert.Equal(HttpStatusCode.Created, created);
        Assert.Equal(HttpStatusCode.OK, (await agent.PatchAsync(path, new { name = "Ada" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await agent.GetAsync($"{path}/conversations")).Status);
        Assert.Equal(deletes, (await agent.DeleteAsync(path)).Status);
    }

    [Theory]
    [InlineData("?limit=0", "/limit")]
    [InlineData("?limit=101", "/limit")]
    [InlineData("?cursor=x", "/cursor")]
    [InlineData("?tag=", "/tag")]
    [InlineData("?cursor=x&limit=0&q=&status=gone", "/cursor,/limit,/q,/status")]
    public async Task List_WrongQuery_NamesAllAtOnce(string query, string pointers)
    {
        var (status, body) = await scene.Backend.GetAsync(Path + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            pointers,
            string.Join(',', body.GetProperty("errors").EnumerateArray().Select(fault => Text(fault, "pointer")))
        );
    }

    [Fact]
    public async Task List_OneComesMeanwhile_GivesEachOnce()
    {
        foreach (var n in (int[])[1, 2])
        {
            await scene.CreateAsync(new { email = $"{n}@example.com" });
        }

        var (_, first) = await scene.Backend.GetAsync(Path + "?limit=1");
        await scene.CreateAsync(new { email = "3@example.com" });
        var (_, last) = await scene.Backend.GetAsync($"{Path}?limit=1&cursor={Text(first, "nextCursor")}");

        Assert.Equal(["2@example.com"], Emails(first));
        Assert.Equal(["1@example.com"], Emails(last));
        Assert.False(last.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task Conversations_UnknownCustomerOrWrongPage_AreRefused()
    {
        var path = $"{Path}/{Text(await scene.CreateAsync(new { email = "ada@example.com" }), "id")}/conversations";
        var stranger = new CustomerScene(sessions.A).Backend;

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await scene.Backend.GetAsync($"{Path}/{Ids.New()}/conversations")).Status
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await scene.Backend.GetAsync(path + "?limit=101")).Status);
        Assert.Empty((await scene.Backend.GetAsync(path)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Search_OnlyAClaim_IsShownAsNotVerified()
    {
        var (visitor, email) = (scene.Somebody(PrincipalKind.Visitor), VisitorScene.NewEmail());
        await visitor.PatchAsync("/v1/me", new { email, name = "Ada" });

        var (_, claimed) = await scene.Backend.GetAsync($"{Path}/search?email={email}");
        var (_, vouched) = await scene.Backend.PatchAsync($"{Path}/{Text(claimed, "id")}", new { externalId = "u-1" });

        Assert.False(claimed.GetProperty("verified").GetBoolean());
        Assert.True(vouched.GetProperty("verified").GetBoolean());
    }

    private async Task<string?> ETagAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", scene.Backend.Token);
        request.Content = body is null ? null : new StringContent(body, null, "application/json");
        using var response = await sessions.A.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.ETag?.ToString();
    }

    private static IEnumerable<string?> Emails(JsonElement body) =>
        body.GetProperty("data").EnumerateArray().Select(one => Text(one, "email"));

    private static int Total(JsonElement body) => body.GetProperty("totalConversations").GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
