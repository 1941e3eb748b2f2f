using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Messages;

/// <summary>Messages as they are written over REST.</summary>
[Trait("Level", "Component")]
public sealed class PostMessageEndpointTests(SessionsFixture sessions) : IAsyncLifetime
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);
    private string path = "";

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    private Caller Agent => Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

    public async ValueTask InitializeAsync() =>
        path = $"/v1/conversations/{(await visitor.PostAsync("Hello")).Conversation.Id}/messages";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(null, "text")]
    [InlineData("", "text")]
    [InlineData("text", "text")]
    [InlineData("image", "image")]
    [InlineData("file", "file")]
    [InlineData("card", "card")]
    [InlineData("system", "system")]
    public async Task Post_Type_IsKept(string? type, string shown)
    {
        var (status, message) = await Key.SubmitAsync(path, new { text = "https://files.example/a.png", type });

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal((shown, "public"), (Text(message, "type"), Text(message, "visibility")));
    }

    [Fact]
    public async Task Post_WordsNobodyKnows_AreAllNamed()
    {
        var (status, problem) = await Key.SubmitAsync(
            path,
            new
            {
                text = "Hi",
                type = "event",
                visibility = "secret",
                author = new { kind = "ai" },
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/author/kind unknown", "/type unknown", "/visibility unknown"],
            Faults(problem).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("{}", "/text length")]
    [InlineData("""{"text":""}""", "/text length")]
    [InlineData("""{"text":"Hi","metadata":[]}""", "/metadata format")]
    [InlineData("""{"text":"Hi","metadata":"{}"}""", "/metadata format")]
    [InlineData("""{"text":"Hi","author":{"kind":"visitor"}}""", "/author/id length")]
    public async Task Post_FieldThatIsWrong_IsNamed(string body, string fault)
    {
        var (status, problem) = await Key.SubmitAsync(path, JsonDocument.Parse(body).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([fault], Faults(problem));
    }

    [Fact]
    public async Task Post_SecretKey_WritesAsAnybodyAndElseAsTheSystem()
    {
        var (_, own) = await Key.SubmitAsync(path, new { text = "Hi" });
        var (_, named) = await Key.SubmitAsync(
            path,
            new
            {
                text = "Hi",
                author = new
                {
                    kind = "agent",
                    id = "crm",
                    displayName = "Our CRM",
                },
            }
        );

        Assert.Equal("system", Text(own.GetProperty("author"), "kind"));
        Assert.Equal(
            """{"kind":"agent","id":"crm","displayName":"Our CRM"}""",
            named.GetProperty("author").GetRawText()
        );
    }

    [Fact]
    public async Task Post_Visitor_WritesAsItself()
    {
        var (_, own) = await visitor.SubmitAsync(path, new { text = "Hi" });
        var (status, problem) = await visitor.SubmitAsync(
            path,
            new { text = "Hi", author = new { kind = "visitor", id = "somebody-else" } }
        );

        Assert.Equal(visitor.Principal.Subject, Text(own.GetProperty("author"), "id"));
        Assert.Equal((HttpStatusCode.Forbidden, "author_forbidden"), (status, Text(problem, "code")));
    }

    [Fact]
    public async Task Post_Customers_AsksNothingOfTheAi()
    {
        await visitor.SubmitAsync(path, new { text = "See what I sent" });
        await Key.SubmitAsync(path, new { text = "Hi", author = new { kind = "user", id = "u" } });
        await Key.SubmitAsync(path, new { text = "Hi" });

        var messages = (await visitor.ListAsync(path.Split('/')[3])).Messages;

        // The first was sent by the customer's own socket; what the company says is never answered.
        Assert.Equal([false, true, true, false], messages.Select(message => message.AsksNothing));
    }

    [Fact]
    public async Task Post_AgentAsAnother_IsRefused()
    {
        var (status, problem) = await Agent.SubmitAsync(
            path,
            new { text = "Hi", author = new { kind = "agent", id = Ids.NewText() } }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["/author forbidden"], Faults(problem));
    }

    [Theory]
    [InlineData("internal", null)]
    [InlineData(null, "system")]
    public async Task Post_VisitorInTheCompanysWay_IsForbidden(string? visibility, string? type)
    {
        var (status, problem) = await visitor.SubmitAsync(
            path,
            new
            {
                text = "Hi",
                visibility,
                type,
            }
        );

        Assert.Equal((HttpStatusCode.Forbidden, "message_kind_forbidden"), (status, Text(problem, "code")));
    }

    [Fact]
    public async Task Post_InternalMessage_IsNotShownToTheCustomer()
    {
        await Agent.SubmitAsync(path, new { text = "psst", visibility = "internal" });

        var (_, seen) = await visitor.GetAsync(path);

        Assert.DoesNotContain("psst", seen.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsOneMessage()
    {
        var (made, first) = await visitor.SubmitAsync(path, new { text = "once" }, "retry-1");
        var (again, second) = await visitor.SubmitAsync(path, new { text = "once" }, "retry-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made, again));
        Assert.Equal(Text(first, "id"), Text(second, "id"));
        Assert.Equal("retry-1", Text(first, "clientMessageId"));
    }

    [Fact]
    public async Task Post_IdOfItsOwn_GoesBeforeTheHeader()
    {
        var body = new { text = "once", clientMessageId = "m-1" };
        var (_, first) = await visitor.SubmitAsync(path, body, new string('k', 300));
        var (status, second) = await visitor.SubmitAsync(path, body, "another");

        Assert.Equal((HttpStatusCode.OK, Text(first, "id")), (status, Text(second, "id")));
    }

    [Theory]
    [InlineData(128, HttpStatusCode.Created)]
    [InlineData(129, HttpStatusCode.BadRequest)]
    public async Task Post_IdempotencyKey_IsBounded(int length, HttpStatusCode expected)
    {
        var (status, problem) = await visitor.SubmitAsync(path, new { text = "Hi" }, new string('k', length));

        Assert.Equal(expected, status);
        Assert.True(status == HttpStatusCode.Created || Faults(problem) is ["/Idempotency-Key length"]);
    }

    [Fact]
    public async Task Post_Metadata_IsKeptAsAnObject()
    {
        var (_, with) = await visitor.SubmitAsync(path, new { text = "Hi", metadata = new { a = new[] { 1 } } });
        var (_, without) = await visitor.SubmitAsync(path, new { text = "Hi", metadata = (object?)null });

        Assert.Equal("""{"a":[1]}""", with.GetProperty("metadata").GetRawText());
        Assert.Equal(JsonValueKind.Null, without.GetProperty("metadata").ValueKind);
    }

    [Fact]
    public async Task Post_AnotherTenantsConversation_IsNotFound()
    {
        var (status, problem) = await Caller
            .Of(sessions.A, PrincipalKind.SecretKey)
            .SubmitAsync(path, new { text = "Hi" });

        Assert.Equal((HttpStatusCode.NotFound, "conversation_not_found"), (status, Text(problem, "code")));
    }

    [Theory]
    [InlineData("limit=0", "/limit out_of_range")]
    [InlineData("limit=101", "/limit out_of_range")]
    [InlineData("cursor=7", "/cursor format")]
    [InlineData("cursor=7.1.x", "/cursor format")]
    [InlineData("cursor=7.-1", "/cursor format")]
    [InlineData("cursor=a.1", "/cursor format")]
    public async Task List_PageThatIsNone_IsNamed(string query, string fault)
    {
        var (status, problem) = await visitor.GetAsync($"{path}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([fault], Faults(problem));
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("limit=1", 1)]
    [InlineData("limit=100", 3)]
    [InlineData("cursor=1.2", 1)]
    [InlineData("cursor=1.1.0190b000-0000-7000-8000-00000000000a.5", 2)]
    [InlineData("cursor=1.3", 0)]
    [InlineData("cursor=1.99", 0)]
    public async Task List_Page_IsBehindItsCursor(string query, int count)
    {
        await visitor.SubmitAsync(path, new { text = "2" });
        await visitor.SubmitAsync(path, new { text = "3" });

        var (status, page) = await visitor.GetAsync($"{path}?{query}");

        Assert.Equal((HttpStatusCode.OK, count), (status, page.GetProperty("data").GetArrayLength()));
        Assert.Equal(count == 1 && query == "limit=1", page.GetProperty("hasMore").GetBoolean());
    }

    private static IReadOnlyList<string> Faults(JsonElement problem) =>
        [
            .. problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(fault => $"{Text(fault, "pointer")} {Text(fault, "code")}"),
        ];

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
