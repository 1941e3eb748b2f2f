using System.Net;
using Chat.Contracts.Inference.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.Sse;

namespace Chat.Gateway.Tests.Chat;

public sealed class RetryTests : GatewayTest
{
    private const string Key = "3f2b8e5c-64a1-4d0e-9b7a-1c2d3e4f5a6b";
    private const string OtherKey = "3f2b8e5c-64a1-4d0e-9b7a-1c2d3e4f5a6c";

    [Fact]
    public async Task Post_SameKeyTwice_NamesTheSameVisitorConversationAndMessage()
    {
        var token = await AskAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", Key);
        var again = await AskAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", Key);

        var (first, second) = TwoRequests();
        Assert.Equal(first.Author.Id, second.Author.Id);
        Assert.Equal(first.ExternalId, second.ExternalId);
        Assert.Equal(first.ClientMessageId, second.ClientMessageId);
        Assert.NotEqual("", first.ExternalId);
        Assert.NotNull(token);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Post_AnotherKey_IsAnotherVisitor()
    {
        await AskAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", Key);
        await AskAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", OtherKey);

        var (first, second) = TwoRequests();
        Assert.NotEqual(first.Author.Id, second.Author.Id);
        Assert.NotEqual(first.ExternalId, second.ExternalId);
    }

    [Fact]
    public async Task Post_WithKey_PassesNothingOnThatTellsIt()
    {
        await AskAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", Key);

        var request = Gateway.Fakes.Replies.Requests.Single().ToString();
        Assert.DoesNotContain(Key, request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Key.Replace("-", "", StringComparison.Ordinal), request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key-1")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("0190b000-0000-7000-8000-00000000000a")]
    [InlineData("3f2b8e5c64a14d0e9b7a1c2d3e4f5a6b")]
    public async Task Post_GuessableKeyWithPublishableKey_IsRefused(string key)
    {
        using var response = await PostAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", key);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("idempotency_key_guessable", await Answers.CodeAsync(response, Cancelled));
        Assert.Empty(Gateway.Fakes.Replies.Requests);
    }

    [Fact]
    public async Task Post_KeyOf256Characters_IsRefused()
    {
        using var response = await PostAsync(GatewayHost.SecretKey, """{"message":"Hi"}""", new string('k', 256));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("idempotency_key_too_long", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Post_KeyOf255Characters_IsTaken()
    {
        await AskAsync(GatewayHost.SecretKey, """{"message":"Hi"}""", new string('k', 255));

        Assert.NotEqual("", Gateway.Fakes.Replies.Requests.Single().ExternalId);
    }

    [Fact]
    public async Task Post_PublishableKeyAndOnlyTheMessagesId_NeverOpensAVisitorOfBefore()
    {
        await AskAsync(GatewayHost.PublishableKey, """{"message":"Hi","clientMessageId":"m-1"}""", key: null);
        await AskAsync(GatewayHost.PublishableKey, """{"message":"Hi","clientMessageId":"m-1"}""", key: null);

        var (first, second) = TwoRequests();
        Assert.NotEqual(first.Author.Id, second.Author.Id);
        Assert.Equal(("", ""), (first.ExternalId, second.ExternalId));
    }

    [Fact]
    public async Task Post_VisitorsFirstMessageTwice_NamesTheSameConversation()
    {
        var token = await NewVisitorTokenAsync();
        await AskAsync(token, """{"message":"Hi","clientMessageId":"m-1"}""", key: null);
        await AskAsync(token, """{"message":"Hi","clientMessageId":"m-1"}""", key: null);

        var (first, second) = TwoRequests();
        Assert.NotEqual("", first.ExternalId);
        Assert.Equal(first.ExternalId, second.ExternalId);
        Assert.Equal("m-1", second.ClientMessageId);
    }

    [Fact]
    public async Task Post_TwoVisitorsWithTheSameMessageId_AreKeptApart()
    {
        await AskAsync(await NewVisitorTokenAsync(), """{"message":"Hi","clientMessageId":"m-1"}""", key: null);
        await AskAsync(await NewVisitorTokenAsync(), """{"message":"Hi","clientMessageId":"m-1"}""", key: null);

        var (first, second) = TwoRequests();
        Assert.NotEqual(first.ExternalId, second.ExternalId);
    }

    [Fact]
    public async Task Post_SecretKeyForTwoVisitors_AreKeptApart()
    {
        await AskAsync(GatewayHost.SecretKey, """{"message":"Hi","visitorId":"a","clientMessageId":"m"}""", key: null);
        await AskAsync(GatewayHost.SecretKey, """{"message":"Hi","visitorId":"b","clientMessageId":"m"}""", key: null);

        var (first, second) = TwoRequests();
        Assert.Equal(("a", "b"), (first.Author.Id, second.Author.Id));
        Assert.NotEqual(first.ExternalId, second.ExternalId);
    }

    [Fact]
    public async Task Post_KeyKnownForAnotherText_IsAConflictWithoutAToken()
    {
        AnswerAsKnown("Something else", TimeProvider.System.GetUtcNow());

        using var response = await PostAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", Key);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("idempotency_key_reused", await Answers.CodeAsync(response, Cancelled));
    }

    [Theory]
    [InlineData(23, HttpStatusCode.OK)]
    [InlineData(25, HttpStatusCode.Conflict)]
    public async Task Post_KeyOfSomeHoursAgo_OpensItsVisitorForADay(int hours, HttpStatusCode status)
    {
        AnswerAsKnown("Hi", TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(hours));

        using var response = await PostAsync(GatewayHost.PublishableKey, """{"message":"Hi"}""", Key);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Post_OldRetryOfAKnownVisitor_IsAnswered()
    {
        AnswerAsKnown("Hi", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(3));

        using var response = await PostAsync(
            await NewVisitorTokenAsync(),
            """{"message":"Hi","clientMessageId":"m-1"}""",
            key: null
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private void AnswerAsKnown(string text, DateTimeOffset createdAt) =>
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                [FakeReplies.AcceptedAgain(text, createdAt), FakeReplies.Done("Hello")],
                context.CancellationToken
            );

    private (ReplyRequest First, ReplyRequest Second) TwoRequests()
    {
        var requests = Gateway.Fakes.Replies.Requests.ToArray();
        Assert.Equal(2, requests.Length);
        return (requests[0], requests[1]);
    }

    /// <summary>The visitor token handed out, if one was.</summary>
    private async Task<string?> AskAsync(string credential, string body, string? key)
    {
        using var response = await PostAsync(credential, body, key);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var events = SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));
        return events[0].Json.TryGetProperty("visitorToken", out var token) ? token.GetString() : null;
    }

    private async Task<HttpResponseMessage> PostAsync(string credential, string body, string? key)
    {
        using var client = Gateway.NewClient(credential);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat") { Content = Answers.Json(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return await client.SendAsync(request, Cancelled);
    }
}
