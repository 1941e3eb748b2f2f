using Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Rest;

/// <summary>Messages and files: of the company, and of a widget that shows what its socket shows.</summary>
public sealed class XcelsiorMessageTests : XcelsiorRestTest
{
    private const string UnknownId = "0190b000-0000-7000-8000-0000000000ff";
    private const string Upload = """{"fileName":"document.pdf","contentType":"application/pdf","fileSize":1234567}""";

    [Fact]
    public async Task Messages_List_ShowsWhatThePageKnows()
    {
        Page(Own(1, "visitor", "Hello"), Own(2, "ai", "Hi"), Own(3, "agent", "", "event"), Own(4, "system", "Bye"));

        var (_, body) = await AskAsync("GET", $"/messages?conversationId={ConversationId}&limit=4");

        Assert.Equal(
            $$"""{"data":[{{Shown(1, ShownCustomerId, "customer", "Hello")}},{{Shown(2, "v-1", "agent", "Hi")}},{{Shown(4, "v-1", "system", "Bye")}}],"nextCursor":"7.4","hasMore":true}""",
            body.GetRawText()
        );
        Assert.Equal([$"GET /v1/conversations/{ConversationId}/messages?limit=4"], Asked);
    }

    [Fact]
    public async Task Messages_Get_FindsItByItsPlace()
    {
        Page(Own(3, "visitor", "Hello"));

        var found = await AskAsync("GET", $"/messages/{ConversationId}.3");
        var gap = await AskAsync("GET", $"/messages/{ConversationId}.2");

        Assert.Equal(200, found.Status);
        Assert.Equal(Shown(3, ShownCustomerId, "customer", "Hello"), found.Body.GetProperty("data").GetRawText());
        Assert.Equal(404, gap.Status);
        Assert.Equal($"GET /v1/conversations/{ConversationId}/messages?cursor=0.2&limit=1", Asked.First());
    }

    [Theory]
    [InlineData("m-1")]
    [InlineData($"{ConversationId}.0")]
    [InlineData($"{ConversationId}.-1")]
    [InlineData("0190b000-0000-7000-8000-0000000000ff.1")]
    public async Task Messages_GetUnknown_IsNotFound(string id)
    {
        var (status, body) = await AskAsync("GET", $"/messages/{id}");

        Assert.Equal((404, "not_found"), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Messages_Search_ShowsThemWithTheirSenders()
    {
        Rest.Answers["GET /v1/messages/search"] = (
            200,
            $$"""{"data":[{{Own(1, "visitor", "Hello")}}],"nextCursor":null,"hasMore":false}"""
        );

        var (_, body) = await AskAsync("GET", "/messages/search?q=hello");

        Assert.Equal(
            $$"""{"data":[{{Shown(1, ShownCustomerId, "customer", "Hello")}}],"hasMore":false}""",
            body.GetRawText()
        );
        Assert.Equal(["GET /v1/messages/search?q=hello&limit=20"], Asked);
    }

    [Fact]
    public async Task Messages_SearchFindsAConversationThatIsGoneSince_ShowsTheOthers()
    {
        var gone = Own(1, "visitor", "Hello").Replace(ConversationId, UnknownId, StringComparison.Ordinal);
        Rest.Answers["GET /v1/messages/search"] = (
            200,
            $$"""{"data":[{{gone}},{{Own(2, "visitor", "Hello")}}],"nextCursor":null,"hasMore":false}"""
        );

        var (status, body) = await AskAsync("GET", "/messages/search?q=hello");

        Assert.Equal(200, status);
        Assert.Equal(
            $"{ConversationId}.2",
            Assert.Single(body.GetProperty("data").EnumerateArray()).GetProperty("id").GetString()
        );
    }

    [Fact]
    public async Task Messages_Stats_CountTheAiAsAgent()
    {
        Rest.Answers[$"GET /v1/conversations/{ConversationId}/stats"] = (
            200,
            """{"total":7,"byCustomer":3,"byAgents":1,"byAi":2,"bySystem":1,"firstAt":"2026-11-26T13:45:00Z","lastAt":"2026-11-26T13:46:00Z","durationMs":60000}"""
        );

        var (_, body) = await AskAsync("GET", $"/messages/{ConversationId}/stats");

        Assert.Equal(
            $$"""{"conversationId":"{{ConversationId}}","totalMessages":7,"customerMessages":3,"agentMessages":3,"systemMessages":1,"firstMessageAt":"2026-11-26T13:45:00.000Z","lastMessageAt":"2026-11-26T13:46:00.000Z"}""",
            body.GetProperty("data").GetRawText()
        );
    }

    [Fact]
    public async Task Upload_WithASecretKey_AnswersThePagesFlow()
    {
        Attachment();

        var (status, body) = await AskAsync("POST", "/attachments/upload-url", Upload);

        Assert.Equal(200, status);
        Assert.Equal(
            """{"uploadUrl":"http://chat/put","attachmentUrl":"http://chat/get","key":"attachments/0190e000-0000-7000-8000-000000000001","expiresIn":300}""",
            body.GetProperty("data").GetRawText()
        );
        var asked = Rest.Requests.Single();
        Assert.Equal(Upload, asked.Body);
        // The links are of the host the client came to.
        Assert.Equal(Gateway.Address.Authority, asked.ForwardedHost);
    }

    [Fact]
    public async Task Widget_OwnConversation_ReadsItAndUploads()
    {
        using var client = await XcelsiorClient.ConnectAsync(Gateway.Address, XcelsiorClient.As(Email), Cancelled);
        await ConnectedAsync(client);
        var visitor = SubjectOf(Rest.Requests.Single().Authorization);
        Page(Own(1, "visitor", "Hello"));
        Attachment();
        using var http = Gateway.NewClient(credential: null);
        var proof = XcelsiorClient.As(Email, ConversationId);

        var read = await AskAsync(http, "GET", $"/messages{proof}");
        var upload = await AskAsync(http, "POST", $"/attachments/upload-url{proof}", Upload);

        Assert.Equal((200, 200), (read.Status, upload.Status));
        Assert.All(Rest.Requests, request => Assert.Equal(visitor, SubjectOf(request.Authorization)));
    }

    [Theory]
    [InlineData("thief@example.com", ConversationId, 404)]
    [InlineData(Email, "0190b000-0000-7000-8000-0000000000ff", 404)]
    [InlineData(Email, "conv123", 404)]
    public async Task Widget_NotItsConversation_ReadsNothing(string email, string conversationId, int expected)
    {
        using var http = Gateway.NewClient(credential: null);

        var read = await AskAsync(http, "GET", $"/messages{XcelsiorClient.As(email, conversationId)}");
        var upload = await AskAsync(
            http,
            "POST",
            $"/attachments/upload-url{XcelsiorClient.As(email, conversationId)}",
            Upload
        );

        Assert.Equal((expected, expected), (read.Status, upload.Status));
        Assert.Empty(Rest.Requests);
    }

    private static string Own(long sequence, string kind, string text, string type = "text") =>
        $$"""{"id":"0190b000-0000-7000-8000-00000000000b","conversationId":"{{ConversationId}}","sequence":{{sequence}},"author":{"kind":"{{kind}}","id":"v-1","displayName":""},"text":"{{text}}","createdAt":"2026-11-26T13:45:00Z","clientMessageId":null,"type":"{{type}}","visibility":"public","metadata":null,"deletedAt":null,"deliveryStatus":{{(type == "event" ? "null" : "\"read\"")}}}""";

    private static string Shown(long sequence, string senderId, string senderType, string text) =>
        $$"""{"id":"{{ConversationId}}.{{sequence}}","conversationId":"{{ConversationId}}","senderId":"{{senderId}}","senderType":"{{senderType}}","content":"{{text}}","messageType":"text","createdAt":"2026-11-26T13:45:00.000Z","status":"read"}""";

    private void Page(params string[] messages) =>
        Rest.Answers[$"GET /v1/conversations/{ConversationId}/messages"] = (
            200,
            $$"""{"epoch":7,"data":[{{string.Join(',', messages)}}],"nextCursor":"7.4","hasMore":true}"""
        );

    private void Attachment() =>
        Rest.Answers["POST /v1/attachments"] = (
            201,
            """{"id":"0190e000-0000-7000-8000-000000000001","fileName":"document.pdf","contentType":"application/pdf","fileSize":1234567,"isStored":false,"attachmentUrl":"http://chat/get","uploadUrl":"http://chat/put","expiresInSeconds":300}"""
        );
}
