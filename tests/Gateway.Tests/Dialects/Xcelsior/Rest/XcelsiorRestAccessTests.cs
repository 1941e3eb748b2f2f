using System.Net;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Rest;

/// <summary>Who may use the dialect's requests, and how failures look.</summary>
public sealed class XcelsiorRestAccessTests : XcelsiorRestTest
{
    private const string Problem =
        """{"type":"urn:x","title":"x","status":400,"detail":"/email: Must be an email address.","code":"invalid_request","errors":[{"pointer":"/email","code":"format","detail":"Must be an email address."}]}""";

    public static TheoryData<string, string> Requests { get; } =
        new()
        {
            { "POST", "/customers" },
            { "GET", "/customers" },
            { "GET", "/customers/search?email=a@b.c" },
            { "GET", "/customers/x" },
            { "PUT", "/customers/x" },
            { "POST", "/conversations" },
            { "GET", "/conversations" },
            { "GET", "/conversations/x" },
            { "PUT", "/conversations/x" },
            { "PUT", "/conversations/x/assign" },
            { "PUT", "/conversations/x/close" },
            { "POST", "/agents" },
            { "GET", "/agents" },
            { "GET", "/agents/available" },
            { "GET", "/agents/x" },
            { "PUT", "/agents/x" },
            { "PUT", "/agents/x/status" },
            { "GET", "/messages?conversationId=x" },
            { "GET", "/messages/x" },
            { "GET", "/messages/search?q=x" },
            { "GET", "/messages/x/stats" },
            { "POST", "/attachments/upload-url" },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_WithoutOrWithThePublicKey_IsRefused(string method, string path)
    {
        using var nobody = Gateway.NewClient(credential: null);
        using var page = Gateway.NewClient();

        var without = await AskAsync(nobody, method, path);
        var keyed = await AskAsync(nobody, method, $"/xcelsior/{GatewayHost.PublishableKey}{path}");
        var open = await AskAsync(page, method, path);

        Assert.Equal((401, 401, 403), (without.Status, keyed.Status, open.Status));
        Assert.Equal("unauthenticated", without.Body.GetProperty("error").GetString());
        Assert.Equal("secret_key_required", open.Body.GetProperty("error").GetString());
        Assert.Empty(Rest.Requests);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_AnotherMethod_IsRefusedInTheDialectsForm(string method, string path)
    {
        using var http = Gateway.NewClient(GatewayHost.SecretKey);
        foreach (var root in new[] { "", $"/xcelsior/{GatewayHost.PublishableKey}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, root + path);

            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

            var body = await Answers.JsonAsync(response, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal("method_not_allowed", body.GetProperty("error").GetString());
            Assert.Contains(method, response.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task Every_KeyInItsOwnHeader_IsTheSame()
    {
        Rest.Answers["GET /v1/agents"] = (200, """{"data":[],"nextCursor":null,"hasMore":false}""");
        using var http = Gateway.NewClient(credential: null);
        http.DefaultRequestHeaders.Add("x-api-key", GatewayHost.SecretKey);

        var (status, body) = await AskAsync(http, "GET", "/agents");

        Assert.Equal((200, """{"data":[],"hasMore":false}"""), (status, body.GetRawText()));
    }

    [Fact]
    public async Task Every_RefusalOfADetail_NamesThePagesField()
    {
        Rest.Answers["POST /v1/customers"] = (
            400,
            Problem.Replace("/email", "/details/tags/0", StringComparison.Ordinal)
        );

        var (_, body) = await AskAsync("POST", "/customers", """{"email":"nobody"}""");

        Assert.Equal("tags.0", body.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Every_Refusal_NamesTheFields()
    {
        Rest.Answers["POST /v1/customers"] = (400, Problem);

        var (status, body) = await AskAsync("POST", "/customers", """{"email":"nobody"}""");

        Assert.Equal(400, status);
        Assert.Equal(
            """{"error":"invalid_request","message":"email: Must be an email address.","errors":[{"field":"email","message":"Must be an email address."}]}""",
            body.GetRawText()
        );
    }

    [Theory]
    [InlineData(403, "forbidden", 403)]
    [InlineData(404, "customer_not_found", 404)]
    [InlineData(409, "email_taken", 409)]
    [InlineData(412, "version_mismatch", 412)]
    [InlineData(429, "rate_limited", 429)]
    [InlineData(401, "internal_error", 500)]
    [InlineData(500, "internal_error", 500)]
    public async Task Every_Failure_KeepsItsStatusAndCode(int status, string code, int expected)
    {
        Rest.Answers["POST /v1/customers"] = (status, $$"""{"code":"{{code}}","detail":"No."}""");

        var (answered, body) = await AskAsync("POST", "/customers", """{"email":"a@b.example"}""");

        Assert.Equal((expected, code), (answered, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Every_SessionsAway_IsUnavailable()
    {
        await Rest.DisposeAsync();

        var (status, body) = await AskAsync("POST", "/customers", """{"email":"a@b.example"}""");

        Assert.Equal((503, "service_unavailable"), (status, body.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task Every_BodyThatIsNoObject_IsRefused(string body)
    {
        var (status, answer) = await AskAsync("POST", "/customers", body);

        Assert.Equal((400, "malformed_json"), (status, answer.GetProperty("error").GetString()));
        Assert.Empty(Rest.Requests);
    }

    [Fact]
    public async Task Every_BodyOverTheLimit_IsTold()
    {
        var (status, body) = await AskAsync("POST", "/customers", $$"""{"notes":"{{new string('x', 70_000)}}"}""");

        Assert.Equal((413, "body_too_large"), (status, body.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("PUT", "/conversations/0190b000-0000-7000-8000-00000000000a", """{"status":"solved"}""", "status")]
    [InlineData("GET", "/conversations?status=solved", null, "status")]
    [InlineData("POST", "/conversations", """{"subject":"x"}""", "customerId")]
    [InlineData("PUT", "/conversations/0190b000-0000-7000-8000-00000000000a/assign", "{}", "agentId")]
    [InlineData("PUT", "/conversations/0190b000-0000-7000-8000-00000000000a", """{"satisfaction":6}""", "satisfaction")]
    [InlineData(
        "PUT",
        "/conversations/0190b000-0000-7000-8000-00000000000a/close",
        """{"satisfaction":"5"}""",
        "satisfaction"
    )]
    [InlineData("POST", "/agents", """{"email":"a@b.example","name":"Ada","status":"here"}""", "status")]
    [InlineData("PUT", $"/agents/{AgentId}", """{"name":"Ada","status":5}""", "status")]
    [InlineData("POST", "/customers", """{"name":"Ada"}""", "email")]
    [InlineData("POST", "/customers", """{"name":"\ud800"}""", "name")]
    [InlineData("POST", "/customers", """{"email":"a@b.example","customFields":{"a":"\udc00x"}}""", "customFields.a")]
    [InlineData("POST", "/conversations", """{"customerId":"cus_1","tags":["a","\ud800"]}""", "tags.1")]
    [InlineData("GET", "/messages", null, "conversationId")]
    [InlineData("GET", "/messages/search?q=x&limit=1000", null, "limit")]
    public async Task Every_WrongField_IsNamed(string method, string path, string? body, string field)
    {
        var (status, answer) = await AskAsync(method, path, body);

        Assert.Equal(400, status);
        Assert.Equal(field, answer.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("/attachments/upload-url")]
    [InlineData("/xcelsior/" + GatewayHost.PublishableKey + "/attachments/upload-url")]
    public async Task Preflight_OfAPage_IsAnsweredAsOfTheNativeApi(string path)
    {
        using var http = Gateway.NewClient(credential: null);
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var response = await http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://shop.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
