namespace Chat.Gateway.Tests.Dialects.Xcelsior.Rest;

/// <summary>Customers, conversations and agents at the page's paths, in the page's types.</summary>
public sealed class XcelsiorResourceTests : XcelsiorRestTest
{
    private const string OwnAgent =
        $$"""{"id":"{{AgentId}}","email":"ada@example.com","name":"Ada","avatarUrl":null,"role":"agent","status":"online","capacity":5,"activeConversations":2,"skills":["billing"],"isActive":true,"createdAt":"2026-11-26T13:45:00Z","updatedAt":"2026-11-26T13:45:00Z","lastActivityAt":null}""";

    private const string ShownAgent =
        $$"""{"id":"{{AgentId}}","email":"ada@example.com","name":"Ada","status":"online","capacity":5,"activeConversations":2,"skills":["billing"],"createdAt":"2026-11-26T13:45:00.000Z","updatedAt":"2026-11-26T13:45:00.000Z"}""";

    private static readonly string OwnCustomer =
        $$"""{"id":"{{CustomerId}}","externalId":"u-1","email":"{{Email}}","name":"John","phone":null,"company":"Shop","avatarUrl":null,"customFields":{"plan":"pro"},"tags":["vip"],"notes":"Careful","status":"active","userCategory":null,"verified":true,"createdAt":"2026-11-26T13:45:00Z","updatedAt":"2026-11-26T13:45:00Z","lastSeenAt":null,"totalConversations":2}""";

    private string ShownCustomer =>
        $$"""{"id":"{{ShownCustomerId}}","email":"{{Email}}","name":"John","company":"Shop","customFields":{"plan":"pro"},"tags":["vip"],"status":"active","createdAt":"2026-11-26T13:45:00.000Z","updatedAt":"2026-11-26T13:45:00.000Z","totalConversations":2,"notes":"Careful"}""";

    [Fact]
    public async Task Customers_CreateGetUpdate_AreThePagesType()
    {
        Rest.Answers["POST /v1/customers"] = (201, OwnCustomer);
        Rest.Answers[$"GET /v1/customers/{CustomerId}"] = (200, OwnCustomer);
        Rest.Answers[$"PATCH /v1/customers/{CustomerId}"] = (200, OwnCustomer);

        var made = await AskAsync("POST", "/customers", $$"""{"email":"{{Email}}","name":"John","role":"admin"}""");
        var read = await AskAsync("GET", $"/customers/{ShownCustomerId}");
        var byOwnId = await AskAsync("GET", $"/customers/{CustomerId}");
        var changed = await AskAsync("PUT", $"/customers/{ShownCustomerId}", """{"company":"Shop"}""");

        Assert.Equal((201, ShownCustomer), (made.Status, Data(made.Body)));
        Assert.Equal((200, ShownCustomer), (read.Status, Data(read.Body)));
        Assert.Equal((200, ShownCustomer), (byOwnId.Status, Data(byOwnId.Body)));
        Assert.Equal((200, ShownCustomer), (changed.Status, Data(changed.Body)));
        Assert.Equal($$"""POST /v1/customers {"email":"{{Email}}","name":"John"}""", Asked.First());
        Assert.Equal($$"""PATCH /v1/customers/{{CustomerId}} {"company":"Shop"}""", Asked.Last());
    }

    [Fact]
    public async Task Customers_ListAndSearch_AreLists()
    {
        Rest.Answers["GET /v1/customers"] = (
            200,
            $$"""{"data":[{{OwnCustomer}}],"nextCursor":"next","hasMore":true}"""
        );
        Rest.Answers["GET /v1/customers/search"] = (200, OwnCustomer);

        var (_, list) = await AskAsync("GET", "/customers?limit=1&secret=x");
        var (_, found) = await AskAsync("GET", "/customers/search?email=customer%2Bx%40example.com");

        Assert.Equal($$"""{"data":[{{ShownCustomer}}],"nextCursor":"next","hasMore":true}""", list.GetRawText());
        Assert.Equal(ShownCustomer, Data(found));
        Assert.Equal(["GET /v1/customers?limit=1", "GET /v1/customers/search?email=customer%2Bx@example.com"], Asked);
    }

    [Fact]
    public async Task Agents_CreateGetStatus_AreThePagesType()
    {
        Rest.Answers["POST /v1/agents"] = (201, OwnAgent);
        Rest.Answers[$"GET /v1/agents/{AgentId}"] = (200, OwnAgent);
        Rest.Answers[$"PATCH /v1/agents/{AgentId}"] = (200, OwnAgent);
        Rest.Answers[$"PUT /v1/agents/{AgentId}/status"] = (200, OwnAgent);

        var made = await AskAsync(
            "POST",
            "/agents",
            """{"email":"ada@example.com","name":"Ada","avatar":"https://a"}"""
        );
        var read = await AskAsync("GET", $"/agents/{AgentId}");
        var away = await AskAsync("PUT", $"/agents/{AgentId}/status", """{"status":"away"}""");
        var changed = await AskAsync("PUT", $"/agents/{AgentId}", """{"capacity":3,"status":"busy"}""");

        Assert.Equal((201, ShownAgent), (made.Status, Data(made.Body)));
        Assert.Equal((200, ShownAgent), (read.Status, Data(read.Body)));
        Assert.Equal((200, ShownAgent), (away.Status, Data(away.Body)));
        Assert.Equal((200, ShownAgent), (changed.Status, Data(changed.Body)));
        Assert.Equal(
            [
                """POST /v1/agents {"email":"ada@example.com","name":"Ada","avatarUrl":"https://a"}""",
                $"GET /v1/agents/{AgentId}",
                $$"""PUT /v1/agents/{{AgentId}}/status {"status":"away"}""",
                $"GET /v1/agents/{AgentId}",
                $$"""PATCH /v1/agents/{{AgentId}} {"capacity":3}""",
                $$"""PUT /v1/agents/{{AgentId}}/status {"status":"busy"}""",
                $"GET /v1/agents/{AgentId}",
            ],
            Asked
        );
    }

    [Fact]
    public async Task Agents_Available_AreThoseWithRoom()
    {
        var full = OwnAgent.Replace("\"activeConversations\":2", "\"activeConversations\":5", StringComparison.Ordinal);
        Rest.Answers["GET /v1/agents"] = (
            200,
            $$"""{"data":[{{full}},{{OwnAgent}}],"nextCursor":null,"hasMore":false}"""
        );

        var (_, body) = await AskAsync("GET", "/agents/available");

        Assert.Equal($$"""{"data":[{{ShownAgent}}],"hasMore":false}""", body.GetRawText());
        Assert.Equal(["GET /v1/agents?status=online&isActive=true"], Asked);
    }

    [Fact]
    public async Task Conversations_GetAndList_AreThePagesType()
    {
        Rest.Answers[$"GET /v1/conversations/{ConversationId}"] = (200, OwnConversation);
        Rest.Answers["GET /v1/conversations"] = (
            200,
            $$"""{"data":[{{OwnConversation}}],"nextCursor":null,"hasMore":false}"""
        );

        var (_, one) = await AskAsync("GET", $"/conversations/{ConversationId}");
        var (_, list) = await AskAsync("GET", $"/conversations?customerId={ShownCustomerId}&status=closed");

        Assert.Equal(ShownConversation, Data(one));
        Assert.Equal($$"""{"data":[{{ShownConversation}}],"hasMore":false}""", list.GetRawText());
        Assert.Equal(
            $"GET /v1/conversations?status=resolved,closed,abandoned&customerId={CustomerId}",
            Uri.UnescapeDataString(Asked.Last())
        );
    }

    [Fact]
    public async Task Conversations_CreateForACustomer_CanBeJoinedByItsEmail()
    {
        Rest.Answers[$"GET /v1/customers/{CustomerId}"] = (200, OwnCustomer);
        Rest.Answers[$"GET /v1/conversations/{ConversationId}"] = (200, OwnConversation);

        var (status, body) = await AskAsync(
            "POST",
            "/conversations",
            $$"""{"customerId":"{{ShownCustomerId}}","subject":"Parcel","priority":"high","channel":"email"}"""
        );

        Assert.Equal((201, ShownConversation), (status, Data(body)));
        var begun = Rest.Requests.Single(static request => request.Method == "POST");
        using var sent = System.Text.Json.JsonDocument.Parse(begun.Body);
        var owner = sent.RootElement.GetProperty("owner");
        Assert.Equal("visitor", owner.GetProperty("kind").GetString());
        Assert.NotNull(
            Visitors.Find(
                Fakes.FakeTenants.TenantId,
                new Contracts.Sessions.V1.Author
                {
                    Kind = Contracts.Sessions.V1.AuthorKind.Visitor,
                    Id = owner.GetProperty("id").GetString(),
                },
                Email
            )
        );
        Assert.Equal(
            """{"channel":"email","subject":"Parcel","details":{"priority":"high"}}""",
            begun.Body.Replace($"\"owner\":{owner.GetRawText()},", "", StringComparison.Ordinal)
        );
        Assert.Equal(Email, Assert.Single(Gateway.Fakes.Visitors.Identified).Request.Email);
    }

    [Theory]
    [InlineData("assigned", "closed", "close")]
    [InlineData("assigned", "pending", "await")]
    [InlineData("pending", "open", "resume")]
    [InlineData("resolved", "open", "reopen")]
    [InlineData("open", "archived", "close", "archive")]
    [InlineData("abandoned", "archived", "archive")]
    [InlineData("queued", "open")]
    public async Task Conversations_Status_IsReachedByOurSteps(string now, string wanted, params string[] steps)
    {
        var own = OwnConversation.Replace("\"assigned\"", $"\"{now}\"", StringComparison.Ordinal);
        Rest.Answers[$"GET /v1/conversations/{ConversationId}"] = (200, own);

        var (status, _) = await AskAsync("PUT", $"/conversations/{ConversationId}", $$"""{"status":"{{wanted}}"}""");

        Assert.Equal(200, status);
        Assert.Equal(
            steps.Select(step => $"/v1/conversations/{ConversationId}/{step}"),
            Rest.Requests.Where(static request => request.Method == "PUT").Select(static request => request.Path)
        );
    }

    [Fact]
    public async Task Conversations_UpdateOfAll_IsDoneInOrder()
    {
        Rest.Answers[$"GET /v1/conversations/{ConversationId}"] = (200, OwnConversation);

        var (status, body) = await AskAsync(
            "PUT",
            $"/conversations/{ConversationId}",
            $$"""{"priority":"urgent","tags":[],"assignedAgentId":"{{AgentId}}","status":"closed","satisfaction":4}"""
        );

        Assert.Equal((200, ShownConversation), (status, Data(body)));
        Assert.Equal(
            [
                $$"""PATCH /v1/conversations/{{ConversationId}} {"priority":"urgent","tags":[]}""",
                $$"""PUT /v1/conversations/{{ConversationId}}/assign {"agentId":"{{AgentId}}","beyondCapacity":true}""",
                $"GET /v1/conversations/{ConversationId}",
                $"PUT /v1/conversations/{ConversationId}/close",
                $$"""PUT /v1/conversations/{{ConversationId}}/rating {"value":4}""",
                $"GET /v1/conversations/{ConversationId}",
            ],
            Asked
        );
    }

    [Fact]
    public async Task Conversations_AssignAndClose_AreOurs()
    {
        Rest.Answers[$"GET /v1/conversations/{ConversationId}"] = (200, OwnConversation);

        var assigned = await AskAsync(
            "PUT",
            $"/conversations/{ConversationId}/assign",
            $$"""{"agentId":"{{AgentId}}"}"""
        );
        var closed = await AskAsync("PUT", $"/conversations/{ConversationId}/close");

        Assert.Equal((200, 200), (assigned.Status, closed.Status));
        Assert.Contains(
            $$"""PUT /v1/conversations/{{ConversationId}}/assign {"agentId":"{{AgentId}}","beyondCapacity":true}""",
            Asked
        );
        Assert.Contains($"PUT /v1/conversations/{ConversationId}/close", Asked);
    }

    private static string Data(System.Text.Json.JsonElement body) => body.GetProperty("data").GetRawText();
}
