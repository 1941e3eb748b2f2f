using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.CannedResponses;

[Trait("Level", "Component")]
public sealed class CannedResponsesTests(SessionsFixture sessions)
{
    private const string Path = "/v1/canned-responses";
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    private Guid TenantId => owner.Principal.TenantId;

    [Fact]
    public async Task Create_Full_IsShownAndListed()
    {
        var (status, made) = await owner.SubmitAsync(
            Path,
            new
            {
                title = "Greeting",
                body = "Hi {{customer.name|there}}!",
                category = "Hello",
                shortcut = "hi",
                position = 3,
                active = false,
            }
        );

        var (_, shown) = await owner.GetAsync($"{Path}/{Id(made)}");
        var (_, list) = await owner.GetAsync(Path);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True(JsonElement.DeepEquals(made, shown));
        Assert.True(JsonElement.DeepEquals(made, Assert.Single(list.GetProperty("data").EnumerateArray())));
        Assert.Equal(owner.Principal.Subject, made.GetProperty("createdBy").GetString());
    }

    [Fact]
    public async Task Create_SameIdempotencyKey_MakesOne()
    {
        var body = new
        {
            title = "A",
            body = "a",
            shortcut = "a",
        };
        var (_, first) = await owner.SubmitAsync(Path, body, "retry-1");

        var (status, second) = await owner.SubmitAsync(Path, body, "retry-1");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(Id(first), Id(second));
    }

    [Fact]
    public async Task Create_BadBody_NamesEveryFault()
    {
        var (status, problem) = await owner.SubmitAsync(
            Path,
            new
            {
                shortcut = "a b",
                position = -1,
                body = "\0",
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/body", "/position", "/shortcut", "/title"],
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(fault => fault.GetProperty("pointer").GetString()!)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task CreateAndUpdate_TakenShortcut_IsRefusedWhateverItsCase()
    {
        await CreateAsync("A", shortcut: "hi");
        var other = await CreateAsync("B", shortcut: "ho");

        var created = await owner.SubmitAsync(
            Path,
            new
            {
                title = "C",
                body = "c",
                shortcut = "HI",
            }
        );
        var updated = await owner.PatchAsync($"{Path}/{other}", new { shortcut = "Hi" });

        Assert.Equal((HttpStatusCode.Conflict, "shortcut_taken"), (created.Status, Code(created.Body)));
        Assert.Equal((HttpStatusCode.Conflict, "shortcut_taken"), (updated.Status, Code(updated.Body)));
    }

    [Fact]
    public async Task Update_SomeFields_KeepsTheOthers()
    {
        var id = await CreateAsync("A", "Hello", "hi");

        var (status, changed) = await owner.PatchAsync($"{Path}/{id}", new { title = "B", shortcut = "" }, "\"1\"");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("B", changed.GetProperty("title").GetString());
        Assert.Equal("Hello", changed.GetProperty("category").GetString());
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("shortcut").ValueKind);
        Assert.Equal(2, changed.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Update_AnyVersionAtOnce_AllAreMade()
    {
        var id = await CreateAsync("A");

        var updated = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(n => owner.PatchAsync($"{Path}/{id}", new { title = $"B {n}" }))
        );

        Assert.All(updated, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Fact]
    public async Task Update_FromAnotherVersion_IsRefused()
    {
        var id = await CreateAsync("A");
        await owner.PatchAsync($"{Path}/{id}", new { title = "B" });

        var (status, body) = await owner.PatchAsync($"{Path}/{id}", new { title = "C" }, "\"1\"");

        Assert.Equal((HttpStatusCode.PreconditionFailed, "version_mismatch"), (status, Code(body)));
    }

    [Fact]
    public async Task Delete_Known_IsGone()
    {
        var id = await CreateAsync("A");

        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.DeleteAsync($"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync($"{Path}/{id}")).Status);
    }

    [Theory]
    [InlineData("?search=50%25", "Half")]
    [InlineData("?search=HALF", "Half")]
    [InlineData("?search=_", "")]
    [InlineData("?search=ho", "Other")]
    [InlineData("?shortcut=HO", "Other")]
    [InlineData("?category=Hello", "Half")]
    [InlineData("?active=true", "Half,Other")]
    [InlineData("?active=false", "")]
    public async Task List_Filter_FindsThese(string query, string titles)
    {
        await owner.SubmitAsync(
            Path,
            new
            {
                title = "Half",
                body = "50% off",
                category = "Hello",
            }
        );
        await CreateAsync("Other", shortcut: "ho");

        var (_, list) = await owner.GetAsync(Path + query);

        Assert.Equal(titles, string.Join(',', Titles(list).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task List_Pages_GiveEachOnceByPosition()
    {
        foreach (var (title, position) in new[] { ("c", 2), ("a", 1), ("b", 1), ("d", 9) })
        {
            await owner.SubmitAsync(
                Path,
                new
                {
                    title,
                    body = "x",
                    position,
                }
            );
        }

        var (_, first) = await owner.GetAsync(Path + "?limit=3");
        var (_, last) = await owner.GetAsync($"{Path}?limit=3&cursor={first.GetProperty("nextCursor")}");
        var (bad, _) = await owner.GetAsync(Path + "?cursor=x");

        Assert.Equal(["a", "b", "c"], Titles(first));
        Assert.Equal(["d"], Titles(last));
        Assert.Equal(HttpStatusCode.BadRequest, bad);
    }

    [Fact]
    public async Task Reorder_Some_ComeFirst()
    {
        var a = await CreateAsync("a");
        var b = await CreateAsync("b");
        var c = await CreateAsync("c");

        var (status, _) = await owner.SubmitAsync(Path + "/reorder", new { ids = new[] { c, a, b } });
        var (twice, _) = await owner.SubmitAsync(Path + "/reorder", new { ids = new[] { a, a } });

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(["c", "a", "b"], Titles((await owner.GetAsync(Path)).Body));
        Assert.Equal(HttpStatusCode.BadRequest, twice);
    }

    [Fact]
    public async Task Categories_InUse_AreCounted()
    {
        await CreateAsync("a", "Hello");
        await CreateAsync("b", "Hello");
        await CreateAsync("c", "Bye");
        await CreateAsync("d");

        var (_, body) = await owner.GetAsync(Path + "/categories");

        Assert.Equal(
            [("Bye", 1), ("Hello", 2)],
            body.GetProperty("data")
                .EnumerateArray()
                .Select(item => (item.GetProperty("name").GetString()!, item.GetProperty("count").GetInt32()))
        );
    }

    [Fact]
    public async Task Render_InAConversation_FillsInWhatIsKnownAndNamesTheRest()
    {
        await owner.ChangeSettingsAsync("widget", new { branding = new { companyName = "Acme" } });
        var (_, made) = await owner.SubmitAsync(
            Path,
            new
            {
                title = "t",
                body = "Hi {{customer.firstName}}, {{agent.name}} of {{company.name}}: {{order}} {{nothing|soon}}",
            }
        );
        var agent = new Caller(sessions.A, owner.Principal with { Kind = PrincipalKind.Agent, DisplayName = "Grace" });
        var visitor = Caller.Visitor(sessions.A, TenantId);
        var message = visitor.Message("Hello");
        message.Author = new Wire.Author
        {
            Kind = Wire.AuthorKind.Visitor,
            Id = visitor.Principal.Subject,
            DisplayName = "Ada Lovelace",
        };
        var conversationId = (await visitor.PostAsync(message)).Conversation.Id;

        var (status, body) = await agent.SubmitAsync(
            $"{Path}/{Id(made)}/render",
            new
            {
                conversationId,
                variables = new Dictionary<string, string> { ["order"] = "17", ["agent.name"] = "Eve" },
            }
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Hi Ada, Grace of Acme: 17 soon", body.GetProperty("text").GetString());
        Assert.Equal(["nothing"], body.GetProperty("missing").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public async Task Render_UnknownConversationOrLongText_IsRefused()
    {
        var id = await CreateAsync("a");
        var (_, loud) = await owner.SubmitAsync(
            Path,
            new { title = "b", body = string.Concat(Enumerable.Repeat("{{v}}", 100)) }
        );

        var (unknown, _) = await owner.SubmitAsync(
            $"{Path}/{id}/render",
            new { conversationId = Chat.ServiceDefaults.Ids.New() }
        );
        var (tooLong, body) = await owner.SubmitAsync(
            $"{Path}/{Id(loud)}/render",
            new { variables = new { v = new string('x', 500) } }
        );

        Assert.Equal(HttpStatusCode.NotFound, unknown);
        Assert.Equal((HttpStatusCode.Conflict, "rendered_too_long"), (tooLong, Code(body)));
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor, null, false, false)]
    [InlineData(PrincipalKind.PublishableKey, null, false, false)]
    [InlineData(PrincipalKind.Agent, "agent", true, false)]
    [InlineData(PrincipalKind.Agent, "manager", true, true)]
    [InlineData(PrincipalKind.Agent, "admin", true, true)]
    public async Task Access_Kinds_AreWhatTheyMay(PrincipalKind kind, string? role, bool mayUse, bool mayChange)
    {
        var id = await CreateAsync("a");
        var caller = new Caller(sessions.A, owner.Principal with { Kind = kind, Roles = AgentRoles.UpTo(role ?? "") });

        var listed = await caller.GetAsync(Path);
        var rendered = await caller.SubmitAsync($"{Path}/{id}/render", new { });
        var changed = await caller.PatchAsync($"{Path}/{id}", new { title = "b" });
        var created = await caller.SubmitAsync(Path, new { title = "c", body = "c" });

        Assert.Equal(mayUse ? HttpStatusCode.OK : HttpStatusCode.Forbidden, listed.Status);
        Assert.Equal(mayUse ? HttpStatusCode.OK : HttpStatusCode.Forbidden, rendered.Status);
        Assert.Equal(mayChange ? HttpStatusCode.OK : HttpStatusCode.Forbidden, changed.Status);
        Assert.Equal(mayChange ? HttpStatusCode.Created : HttpStatusCode.Forbidden, created.Status);
    }

    [Fact]
    public async Task Access_AnotherTenant_FindsNothing()
    {
        var id = await CreateAsync("a");
        var stranger = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        Assert.Empty(Titles((await stranger.GetAsync(Path)).Body));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PatchAsync($"{Path}/{id}", new { title = "b" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync($"{Path}/{id}")).Status);
    }

    private async Task<string> CreateAsync(string title, string? category = null, string? shortcut = null)
    {
        var (status, made) = await owner.SubmitAsync(
            Path,
            new
            {
                title,
                body = "Hello!",
                category,
                shortcut,
            }
        );
        Assert.Equal(HttpStatusCode.Created, status);
        return Id(made);
    }

    private static string Id(JsonElement response) => response.GetProperty("id").GetString()!;

    private static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();

    private static IEnumerable<string?> Titles(JsonElement list) =>
        list.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("title").GetString());
}
