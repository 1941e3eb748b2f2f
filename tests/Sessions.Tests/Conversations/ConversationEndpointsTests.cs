using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Conversations;

[Trait("Level", "Component")]
public sealed class ConversationEndpointsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Get_OwnConversation_ShowsIt()
    {
        var posted = await visitor.PostAsync("Hello");

        var (status, body) = await visitor.GetAsync("/v1/conversations/" + posted.Conversation.Id);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("open", body.GetProperty("status").GetString());
        Assert.Equal("ai", body.GetProperty("mode").GetString());
        Assert.Equal("visitor", body.GetProperty("owner").GetProperty("kind").GetString());
        Assert.Equal(posted.Conversation.Epoch, body.GetProperty("epoch").GetInt64());
    }

    [Fact]
    public async Task Get_AnothersConversation_IsAProblemWithCode()
    {
        var posted = await visitor.PostAsync("Hello");
        var other = Caller.Visitor(sessions.A, visitor.Principal.TenantId);

        var (status, body) = await other.GetAsync("/v1/conversations/" + posted.Conversation.Id);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("conversation_not_found", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task List_Visitor_SeesItsOwnNewestFirst()
    {
        var first = await visitor.PostAsync("1");
        var second = await visitor.PostAsync("2");
        await Caller.Visitor(sessions.A, visitor.Principal.TenantId).PostAsync("another's");

        var (_, body) = await visitor.GetAsync("/v1/conversations");

        Assert.Equal([second.Conversation.Id, first.Conversation.Id], Ids(body));
        Assert.False(body.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task List_SecretKey_SeesAllOfTheTenantPageByPage()
    {
        var key = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);
        for (var i = 0; i < 3; i++)
        {
            await Caller.Visitor(sessions.A, visitor.Principal.TenantId).PostAsync("hello");
        }

        var (_, first) = await key.GetAsync("/v1/conversations?limit=2");
        var cursor = first.GetProperty("nextCursor").GetString();
        var (_, second) = await key.GetAsync("/v1/conversations?limit=2&cursor=" + cursor);

        Assert.Equal(2, Ids(first).Count());
        Assert.Single(Ids(second));
        Assert.Equal(3, Ids(first).Concat(Ids(second)).Distinct().Count());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("cursor=nothing")]
    public async Task List_BadPage_IsInvalid(string query)
    {
        var (status, body) = await visitor.GetAsync("/v1/conversations?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_request", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task ListMessages_SeveralPages_GivesEachOnceAscending()
    {
        var posted = await visitor.PostAsync("1");
        await visitor.PostAsync("2", posted.Conversation.Id);
        await visitor.PostAsync("3", posted.Conversation.Id);
        var path = $"/v1/conversations/{posted.Conversation.Id}/messages?limit=2";

        var (_, first) = await visitor.GetAsync(path);
        var cursor = first.GetProperty("nextCursor").GetString();
        var (_, second) = await visitor.GetAsync(path + "&cursor=" + cursor);

        Assert.Equal($"{posted.Conversation.Epoch}.2", cursor);
        Assert.Equal(["1", "2"], Texts(first));
        Assert.Equal(["3"], Texts(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task GetConversation_ByExternalId_FindsIt()
    {
        var request = visitor.Message("Hello");
        request.ExternalId = "order-1";
        var posted = await visitor.PostAsync(request);

        var found = await sessions.A.Conversations.GetConversationAsync(
            new Wire.GetConversationRequest { ExternalId = "order-1" },
            visitor.Options(TestContext.Current.CancellationToken)
        );

        Assert.Equal(1, found.Details.MessageCount);
        found.Details = null;
        Assert.Equal(posted.Conversation, found);
    }

    [Fact]
    public async Task GetConversation_Unknown_IsNotFound()
    {
        var refusal = await Caller.RefusalAsync(async () =>
            await sessions.A.Conversations.GetConversationAsync(
                new Wire.GetConversationRequest { ConversationId = ServiceDefaults.Ids.NewText() },
                visitor.Options(TestContext.Current.CancellationToken)
            )
        );

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    private static IEnumerable<string?> Ids(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString());

    private static IEnumerable<string?> Texts(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("text").GetString());
}
