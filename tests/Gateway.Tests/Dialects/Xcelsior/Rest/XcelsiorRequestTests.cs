using System.Text.Json;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Rest;

/// <summary>What reaches Sessions of a request, and what does not.</summary>
public sealed class XcelsiorRequestTests : XcelsiorRestTest
{
    private const string Path = $"/conversations/{ConversationId}";

    [Fact]
    public async Task Update_OfOnePart_LeavesTheOthers()
    {
        Rest.Answers[$"GET /v1{Path}"] = (200, OwnConversation);
        Rest.Answers[$"PATCH /v1/agents/{AgentId}"] = (200, $$"""{"id":"{{AgentId}}"}""");

        await AskAsync("PUT", Path, "{}");
        await AskAsync("PUT", Path, """{"status":null,"satisfaction":null,"assignedAgentId":null}""");
        await AskAsync("PUT", Path, $$"""{"assignedAgentId":"{{AgentId}}"}""");
        await AskAsync("PUT", $"/agents/{AgentId}", """{"name":"Ada","status":null}""");

        Assert.Equal(
            [
                $"GET /v1{Path}",
                $"GET /v1{Path}",
                $$"""PUT /v1{{Path}}/assign {"agentId":"{{AgentId}}","beyondCapacity":true}""",
                $"GET /v1{Path}",
                $$"""PATCH /v1/agents/{{AgentId}} {"name":"Ada"}""",
            ],
            Asked
        );
    }

    [Fact]
    public async Task Create_AgentWithAStatus_SetsItToo()
    {
        Rest.Answers["POST /v1/agents"] = (201, $$"""{"id":"{{AgentId}}"}""");
        Rest.Answers[$"GET /v1/agents/{AgentId}"] = (200, $$"""{"id":"{{AgentId}}","status":"away"}""");

        var (status, body) = await AskAsync("POST", "/agents", """{"email":"a@b.example","status":"away"}""");

        Assert.Equal((201, "away"), (status, body.GetProperty("data").GetProperty("status").GetString()));
        Assert.Contains($$"""PUT /v1/agents/{{AgentId}}/status {"status":"away"}""", Asked);
    }

    [Fact]
    public async Task Create_CustomerWithAPicture_PassesItOn()
    {
        Rest.Answers["POST /v1/customers"] = (201, Customer("{}"));

        await AskAsync("POST", "/customers", """{"email":"a@b.example","avatar":"https://a"}""");

        Assert.Equal(["""POST /v1/customers {"email":"a@b.example","avatarUrl":"https://a"}"""], Asked);
    }

    [Theory]
    [InlineData(1, "/conversations/0190b000-0000-7000-8000-00000000000a")]
    [InlineData(5, "/conversations/0190b000-0000-7000-8000-00000000000a/close")]
    public async Task Satisfaction_AtItsBounds_IsTaken(int value, string path)
    {
        Rest.Answers[$"GET /v1{Path}"] = (200, OwnConversation);

        var (status, _) = await AskAsync("PUT", path, $$"""{"satisfaction":{{value}}}""");

        Assert.Equal(200, status);
        Assert.Contains($$"""PUT /v1{{Path}}/rating {"value":{{value}}}""", Asked);
    }

    [Fact]
    public async Task Search_Limit_IsOneToFifty()
    {
        Rest.Answers["GET /v1/messages/search"] = (200, """{"data":[],"nextCursor":null,"hasMore":false}""");

        foreach (var (limit, expected) in new[] { ("0", 400), ("1", 200), ("50", 200), ("51", 400), ("five", 400) })
        {
            var (status, _) = await AskAsync("GET", $"/messages/search?q=x&conversationId=c&cursor=n&limit={limit}");

            Assert.Equal((limit, expected), (limit, status));
        }
        const string Search = "GET /v1/messages/search?q=x&conversationId=c&cursor=n&limit=";
        Assert.Equal([Search + "1", Search + "50"], Asked);
    }

    [Fact]
    public async Task Create_ConversationAgainWithItsKey_IsForTheSameVisitor()
    {
        Rest.Answers[$"GET /v1/customers/{CustomerId}"] = (200, Customer($$"""{"email":"{{Email}}","name":"John"}"""));
        Rest.Answers[$"GET /v1{Path}"] = (200, OwnConversation);

        await CreateAsync("again");
        await CreateAsync("again");
        await CreateAsync("another");
        await CreateAsync(key: null);

        var owners = Owners().ToArray();
        Assert.All(owners, static owner => Assert.Equal("John", owner.GetProperty("displayName").GetString()));
        var ids = owners.Select(static owner => owner.GetProperty("id").GetString()).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(["again", "again", "another", ""], Begun().Select(static request => request.IdempotencyKey));
    }

    [Fact]
    public async Task Create_ConversationWithATooLongKey_IsRefused()
    {
        Assert.Equal(400, await CreateAsync(new string('x', 256)));
        Assert.Empty(Rest.Requests);
    }

    [Fact]
    public async Task Create_ConversationOfACustomerWithoutEmail_IsItsUsers()
    {
        Rest.Answers[$"GET /v1/customers/{CustomerId}"] = (200, Customer("""{"externalId":"u-1","name":"John"}"""));
        Rest.Answers[$"GET /v1{Path}"] = (200, OwnConversation);

        var status = await CreateAsync(key: null);

        Assert.Equal(201, status);
        Assert.Equal("""{"kind":"user","id":"u-1","displayName":"John"}""", Owners().Single().GetRawText());
        Assert.Empty(Gateway.Fakes.Visitors.Identified);
    }

    private static string Customer(string more) =>
        $$"""{"id":"{{CustomerId}}","createdAt":"2026-11-26T13:45:00Z","updatedAt":"2026-11-26T13:45:00Z",{{more.Trim()[1..]}}""".Replace(
            ",}",
            "}",
            StringComparison.Ordinal
        );

    private async Task<int> CreateAsync(string? key)
    {
        using var http = Gateway.NewClient(GatewayHost.SecretKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/conversations")
        {
            Content = Answers.Json($$"""{"customerId":"{{ShownCustomerId}}"}"""),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        using var response = await http.SendAsync(request, Cancelled);
        return (int)response.StatusCode;
    }

    private IEnumerable<RestRequest> Begun() => Rest.Requests.Where(static request => request.Method == "POST");

    private IEnumerable<JsonElement> Owners() =>
        Begun().Select(static request => JsonElement.Parse(request.Body).GetProperty("owner"));
}
