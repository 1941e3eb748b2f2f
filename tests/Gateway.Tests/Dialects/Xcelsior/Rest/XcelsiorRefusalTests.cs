using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Rest;

/// <summary>One request of the page is several of ours: the first that is refused is the answer, and ends it.</summary>
public sealed class XcelsiorRefusalTests : XcelsiorRestTest
{
    private const string Of = $"/v1/conversations/{ConversationId}";
    private const string Agent = $"/v1/agents/{AgentId}";
    private const string All =
        $$"""{"priority":"urgent","assignedAgentId":"{{AgentId}}","status":"closed","satisfaction":4}""";

    // The request, its body, and which of ours is refused.
    private (string Request, string? Body, string[] Own)[] Steps =>
        [
            ("POST /customers", """{"email":"a@b.example"}""", ["POST /v1/customers"]),
            ("GET /customers", null, ["GET /v1/customers"]),
            ("GET /customers/search?email=a", null, ["GET /v1/customers/search"]),
            ($"GET /customers/{CustomerId}", null, [$"GET /v1/customers/{CustomerId}"]),
            ($"PUT /customers/{CustomerId}", "{}", [$"PATCH /v1/customers/{CustomerId}"]),
            (
                "POST /conversations",
                $$"""{"customerId":"{{CustomerId}}"}""",
                [$"GET /v1/customers/{CustomerId}", "POST /v1/conversations", $"GET {Of}"]
            ),
            ("GET /conversations", null, ["GET /v1/conversations"]),
            ($"GET /conversations/{ConversationId}", null, [$"GET {Of}"]),
            (
                $"PUT /conversations/{ConversationId}",
                All,
                [$"PATCH {Of}", $"PUT {Of}/assign", $"GET {Of}", $"PUT {Of}/close", $"PUT {Of}/rating"]
            ),
            ($"PUT /conversations/{ConversationId}", "{}", [$"GET {Of}"]),
            (
                $"PUT /conversations/{ConversationId}/assign",
                $$"""{"agentId":"{{AgentId}}"}""",
                [$"PUT {Of}/assign", $"GET {Of}"]
            ),
            (
                $"PUT /conversations/{ConversationId}/close",
                """{"satisfaction":4}""",
                [$"GET {Of}", $"PUT {Of}/close", $"PUT {Of}/rating"]
            ),
            (
                "POST /agents",
                """{"email":"a@b.example","status":"away"}""",
                ["POST /v1/agents", $"PUT {Agent}/status", $"GET {Agent}"]
            ),
            ("GET /agents", null, ["GET /v1/agents"]),
            ("GET /agents/available", null, ["GET /v1/agents"]),
            ($"GET /agents/{AgentId}", null, [$"GET {Agent}"]),
            (
                $"PUT /agents/{AgentId}",
                """{"status":"away"}""",
                [$"PATCH {Agent}", $"PUT {Agent}/status", $"GET {Agent}"]
            ),
            ($"PUT /agents/{AgentId}/status", """{"status":"away"}""", [$"PUT {Agent}/status"]),
            ($"GET /messages?conversationId={ConversationId}", null, [$"GET {Of}/messages"]),
            ($"GET /messages/{ConversationId}.1", null, [$"GET {Of}/messages"]),
            ("GET /messages/search?q=x", null, ["GET /v1/messages/search"]),
            ($"GET /messages/{ConversationId}/stats", null, [$"GET {Of}/stats"]),
            ("POST /attachments/upload-url", "{}", ["POST /v1/attachments"]),
        ];

    [Fact]
    public async Task Every_StepOfOursThatIsRefused_IsTheAnswerAndTheLast()
    {
        foreach (var (request, body, own) in Steps)
        {
            foreach (var step in own)
            {
                var before = Rest.Answers.TryGetValue(step, out var answer) ? answer : (200, "{}");
                Rest.Answers[step] = (409, """{"code":"refused","detail":"No."}""");
                Rest.Requests.Clear();

                var (status, answered) = await AskAsync(request.Split(' ')[0], request.Split(' ')[1], body);

                Rest.Answers[step] = before;
                Assert.Equal((request, 409, "refused"), (request, status, answered.GetProperty("error").GetString()));
                Assert.Equal(step, LastAsked());
            }
        }
    }

    [Fact]
    public async Task Conversations_CreateForWhoCannotBeToldAsTheCustomer_BeginsNone()
    {
        Gateway.Fakes.Visitors.IdentifyRefusal = new Unavailable("away", "Away.");

        var (status, _) = await AskAsync("POST", "/conversations", $$"""{"customerId":"{{CustomerId}}"}""");

        Assert.Equal(503, status);
        Assert.Equal($"GET /v1/customers/{CustomerId}", LastAsked());
    }

    [Theory]
    [InlineData($"/messages?conversationId={ConversationId}", true, 404, "conversation_not_found")]
    [InlineData($"/messages?conversationId={ConversationId}", false, 503, "away")]
    [InlineData($"/messages/{ConversationId}.1", true, 404, "not_found")]
    [InlineData($"/messages/{ConversationId}.1", false, 503, "away")]
    [InlineData("/messages/search?q=x", false, 503, "away")]
    public async Task Messages_ConversationThatIsNotRead_SaysWhy(string path, bool isGone, int expected, string code)
    {
        Error error = isGone
            ? new NotFound("conversation_not_found", "There is none.")
            : new Unavailable("away", "Away.");
        Gateway.Fakes.Conversations.Find = _ => throw error.ToRpcException();

        var (status, body) = await AskAsync("GET", path);

        Assert.Equal((expected, code), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Conversations_UpdateThatIsWrongInItself_NamesAllAndChangesNothing()
    {
        var (status, body) = await AskAsync(
            "PUT",
            $"/conversations/{ConversationId}",
            """{"priority":"urgent","assignedAgentId":"ada","status":"solved","satisfaction":0}"""
        );

        Assert.Equal(400, status);
        Assert.Equal(
            ["assignedAgentId", "status", "satisfaction"],
            body.GetProperty("errors").EnumerateArray().Select(static fault => fault.GetProperty("field").GetString())
        );
        Assert.Empty(Rest.Requests);
    }

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var customer = $$"""
            {"id":"{{CustomerId}}","email":"{{Email}}","createdAt":"2026-11-26T13:45:00Z","updatedAt":"2026-11-26T13:45:00Z"}
            """;
        var agent = $$"""
            {"id":"{{AgentId}}","email":"a@b.example","createdAt":"2026-11-26T13:45:00Z","updatedAt":"2026-11-26T13:45:00Z"}
            """;
        Rest.Answers[$"GET /v1/customers/{CustomerId}"] = (200, customer);
        Rest.Answers[$"GET {Of}"] = (200, OwnConversation);
        Rest.Answers["POST /v1/agents"] = (201, agent);
        Rest.Answers[$"GET {Agent}"] = (200, agent);
        Rest.Answers["GET /v1/messages/search"] = (
            200,
            $$"""{"data":[{"conversationId":"{{ConversationId}}"}],"nextCursor":null,"hasMore":false}"""
        );
    }

    private string LastAsked()
    {
        var last = Rest.Requests.Last();
        return $"{last.Method} {last.Path.Split('?')[0]}";
    }
}
