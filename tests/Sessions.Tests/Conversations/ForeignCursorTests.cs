using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>Cursors and ids of somebody else, or of nobody: they open nothing.</summary>
[Trait("Level", "Component")]
public sealed class ForeignCursorTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);
    private readonly Caller stranger = Caller.Visitor(sessions.A);

    [Fact]
    public async Task List_CursorOfAnotherTenant_ShowsNothingOfIt()
    {
        var older = await visitor.PostAsync("mine");
        await stranger.PostAsync("theirs");
        var foreign = await stranger.PostAsync("theirs");
        await visitor.PostAsync("mine, later");

        var (status, page) = await visitor.GetAsync("/v1/conversations?cursor=" + foreign.Conversation.Id);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([older.Conversation.Id], Ids(page));
    }

    [Fact]
    public async Task List_CursorOfAnotherVisitorOfTheTenant_ShowsOwnOnly()
    {
        var neighbour = Caller.Visitor(sessions.A, visitor.Principal.TenantId);
        var mine = await visitor.PostAsync("mine");
        await neighbour.PostAsync("theirs");
        var foreign = await neighbour.PostAsync("theirs");

        var (_, page) = await visitor.GetAsync("/v1/conversations?cursor=" + foreign.Conversation.Id);

        Assert.Equal([mine.Conversation.Id], Ids(page));
    }

    [Theory]
    [InlineData("cursor=00000000-0000-0000-0000-000000000000", 0)]
    [InlineData("cursor=ffffffff-ffff-ffff-ffff-ffffffffffff", 1)]
    public async Task List_CursorOfNothing_IsAPlaceInTheOrder(string query, int expected)
    {
        await visitor.PostAsync("mine");

        var (status, page) = await visitor.GetAsync("/v1/conversations?" + query);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(expected, Ids(page).Count());
    }

    [Theory]
    [InlineData("cursor=1")]
    [InlineData("cursor=1.2.3")]
    [InlineData("cursor=1.2.3.4.5")]
    [InlineData("cursor=1.-2")]
    [InlineData("cursor=-1.2")]
    [InlineData("cursor=1.2e3")]
    [InlineData("cursor=1.%202")]
    [InlineData("cursor=1.9223372036854775808")]
    [InlineData("cursor=a.b")]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    [InlineData("limit=a")]
    [InlineData("limit=99999999999")]
    public async Task ListMessages_BadPage_IsInvalid(string query)
    {
        var posted = await visitor.PostAsync("1");

        var (status, problem) = await visitor.GetAsync($"/v1/conversations/{posted.Conversation.Id}/messages?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("1.9223372036854775807")]
    [InlineData("0.1")]
    [InlineData("1.1.some-reply.17")]
    public async Task ListMessages_CursorAtOrBehindTheEnd_IsEmpty(string cursor)
    {
        var posted = await visitor.PostAsync("1");

        var (status, page) = await visitor.GetAsync(
            $"/v1/conversations/{posted.Conversation.Id}/messages?cursor={cursor}"
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(page.GetProperty("data").EnumerateArray());
        Assert.False(page.GetProperty("hasMore").GetBoolean());
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.SecretKey)]
    [InlineData(PrincipalKind.Agent)]
    [InlineData(PrincipalKind.Service)]
    public async Task ListMessages_AnotherTenants_IsNotFoundForAnyKind(PrincipalKind kind)
    {
        var posted = await visitor.PostAsync("1");
        var other = Caller.Of(sessions.A, kind);

        var (status, _) = await other.GetAsync($"/v1/conversations/{posted.Conversation.Id}/messages");

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task PostMessage_SameExternalIdOfTwoTenants_AreTwoConversations()
    {
        var mine = visitor.Message("mine");
        var theirs = stranger.Message("theirs");
        mine.ExternalId = theirs.ExternalId = "order-7";

        var first = await visitor.PostAsync(mine);
        var second = await stranger.PostAsync(theirs);

        Assert.True(second.Created);
        Assert.NotEqual(first.Conversation.Id, second.Conversation.Id);
        Assert.Equal(1, second.Message.Sequence);
    }

    // Of one tenant an external id is one conversation: another visitor who guesses it must not get in.
    [Fact]
    public async Task PostMessage_ExternalIdOfAnotherVisitor_IsNotFoundAndWritesNothing()
    {
        var neighbour = Caller.Visitor(sessions.A, visitor.Principal.TenantId);
        var mine = visitor.Message("mine");
        var theirs = neighbour.Message("theirs");
        mine.ExternalId = theirs.ExternalId = "order-8";
        var posted = await visitor.PostAsync(mine);

        var refusal = await Caller.RefusalAsync(() => neighbour.PostAsync(theirs));

        Assert.Equal(Grpc.Core.StatusCode.NotFound, refusal.StatusCode);
        Assert.Single((await visitor.ListAsync(posted.Conversation.Id)).Messages);
    }

    [Fact]
    public async Task PostMessage_SameClientMessageIdInTwoConversations_AreTwoMessages()
    {
        var first = visitor.Message("1");
        var second = visitor.Message("2");
        first.ClientMessageId = second.ClientMessageId = "c-1";

        var one = await visitor.PostAsync(first);
        var two = await visitor.PostAsync(second);

        Assert.False(two.Duplicate);
        Assert.NotEqual(one.Message.Id, two.Message.Id);
    }

    // A repeated id wins over a changed text: the first one was acknowledged.
    [Fact]
    public async Task PostMessage_KnownClientMessageIdWithOtherText_AnswersTheFirst()
    {
        var posted = await visitor.PostAsync("1");
        var first = visitor.Message("2", posted.Conversation.Id);
        first.ClientMessageId = "c-2";
        var kept = await visitor.PostAsync(first);
        var changed = first.Clone();
        changed.Text = "changed";

        var answer = await visitor.PostAsync(changed);

        Assert.True(answer.Duplicate);
        Assert.Equal(("2", kept.Message.Id), (answer.Message.Text, answer.Message.Id));
    }

    private static IEnumerable<string?> Ids(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
