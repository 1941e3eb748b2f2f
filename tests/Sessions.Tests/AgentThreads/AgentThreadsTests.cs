using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.AgentThreads;

[Trait("Level", "Component")]
public sealed class AgentThreadsTests(SessionsFixture sessions)
{
    private const string Path = "/v1/agent-threads";
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Open_TwoAtOnceFromBothSides_HaveOneThread()
    {
        var (ada, grace) = (await office.AgentAsync(name: "Ada"), await office.AgentAsync(name: "Grace"));

        var opened = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => n % 2 == 0 ? OpenAsync(ada, grace) : OpenAsync(grace.At(sessions.B), ada))
        );

        Assert.Single(opened.Select(one => Text(one.Body, "id")).Distinct());
        Assert.Single(opened, one => one.Status is HttpStatusCode.Created);
        var body = opened[0].Body;
        Assert.True(body.GetProperty("isDirect").GetBoolean());
        Assert.Equal(
            ["Ada", "Grace"],
            body.GetProperty("members").EnumerateArray().Select(member => Text(member, "name"))
        );
    }

    [Fact]
    public async Task Open_MoreAtOnceThanConnections_AllAnswered()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());

        var opened = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => OpenAsync(ada, grace)));

        Assert.Single(opened, one => one.Status is HttpStatusCode.Created);
        Assert.Equal(63, opened.Count(one => one.Status is HttpStatusCode.OK));
    }

    [Fact]
    public async Task Post_ToColleagues_IsUnreadUntilItIsRead()
    {
        var (ada, grace) = (await office.AgentAsync(name: "Ada"), await office.AgentAsync(name: "Grace"));
        var path = $"{Path}/{Text((await OpenAsync(ada, grace)).Body, "id")}";

        foreach (var text in (string[])["one", "two", "three"])
        {
            var (posted, _) = await ada.SubmitAsync($"{path}/messages", new { text });
            Assert.Equal(HttpStatusCode.Created, posted);
        }
        var (_, unread) = await grace.GetAsync(Path);
        await grace.PutAsync($"{path}/read", new { sequence = 2 });
        var (_, later) = await grace.PutAsync($"{path}/read", new { sequence = 1 });
        var (_, beyond) = await grace.PutAsync($"{path}/read", new { sequence = 99 });

        Assert.Equal(3, Number(unread.GetProperty("data")[0], "unreadCount"));
        Assert.Equal((1, 0), (Number(later, "unreadCount"), Number(beyond, "unreadCount")));
        Assert.Equal(0, Number((await ada.GetAsync(path)).Body, "unreadCount"));
        var (_, first) = await grace.GetAsync($"{path}/messages?limit=2");
        var (_, second) = await grace.GetAsync($"{path}/messages?limit=2&cursor={Text(first, "nextCursor")}");
        Assert.Equal(["three", "two", "one"], Texts(first).Concat(Texts(second)));
        Assert.Equal(ada.Principal.Subject, Text(first.GetProperty("data")[0], "agentId"));
    }

    [Fact]
    public async Task Post_Again_IsStoredOnce()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());
        var path = $"{Path}/{Text((await OpenAsync(ada, grace)).Body, "id")}/messages";
        var message = new { text = "hello", clientMessageId = "c" };

        var posted = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ada.SubmitAsync(path, message)));
        var (reused, body) = await ada.SubmitAsync(path, new { text = "other", clientMessageId = "c" });
        var (others, _) = await grace.SubmitAsync(path, message);

        Assert.Single(posted, one => one.Status is HttpStatusCode.Created);
        Assert.Single(posted.Select(one => Text(one.Body, "id")).Distinct());
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (reused, Text(body, "code")));
        Assert.Equal(HttpStatusCode.Created, others);
    }

    [Fact]
    public async Task Post_ManyAtOnce_StandWithoutGaps()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());
        var path = $"{Path}/{Text((await OpenAsync(ada, grace)).Body, "id")}/messages";

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(n => (n % 2 == 0 ? ada : grace.At(sessions.B)).SubmitAsync(path, new { text = $"{n}" }))
        );

        var (_, listed) = await ada.GetAsync(path);
        Assert.Equal(
            Enumerable.Range(1, 20).Reverse(),
            listed.GetProperty("data").EnumerateArray().Select(message => Number(message, "sequence"))
        );
    }

    [Fact]
    public async Task Post_MemberListens_HearsOfIt()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());
        var (_, thread) = await OpenAsync(ada, grace);
        using var follower = new Follower(Caller.Visitor(sessions.B));
        await follower.SendAsync(
            new Wire.FollowRequest
            {
                Listen = new Wire.Listen
                {
                    SubscriptionId = 1,
                    IdentityToken = grace.Token,
                    AgentId = grace.Principal.Subject,
                },
            }
        );
        await follower.SubscribedAsync();

        await ada.SubmitAsync($"{Path}/{Text(thread, "id")}/messages", new { text = "psst" });

        var signal = await follower.NextSignalAsync();
        Assert.Equal(
            (Text(thread, "id"), 1L, ada.Principal.Subject),
            (signal.AgentMessage.ThreadId, signal.AgentMessage.Sequence, signal.AgentMessage.AgentId)
        );
    }

    [Fact]
    public async Task List_BusiestFirst_ByPages()
    {
        var ada = await office.AgentAsync();
        var ids = new List<string?>();
        for (var n = 0; n < 3; n++)
        {
            ids.Add(Text((await OpenAsync(ada, await office.AgentAsync())).Body, "id"));
        }
        await ada.SubmitAsync($"{Path}/{ids[0]}/messages", new { text = "hello" });

        var (_, first) = await ada.GetAsync($"{Path}?limit=2");
        var (_, second) = await ada.GetAsync($"{Path}?limit=2&cursor={Text(first, "nextCursor")}");

        Assert.Equal([ids[0], ids[2]], Ids(first));
        Assert.Equal([ids[1]], Ids(second));
    }

    [Fact]
    public async Task Open_Group_IsANewOneEachTimeButForItsKey()
    {
        var (ada, grace, linus) = (await office.AgentAsync(), await office.AgentAsync(), await office.AgentAsync());
        var body = new
        {
            memberIds = new[] { grace.Principal.Subject, linus.Principal.Subject },
            title = "Night shift",
        };

        var (_, first) = await ada.SubmitAsync(Path, body, "k");
        var (again, second) = await ada.SubmitAsync(Path, body, "k");
        var (_, third) = await ada.SubmitAsync(Path, body);

        Assert.Equal((HttpStatusCode.OK, Text(first, "id")), (again, Text(second, "id")));
        Assert.NotEqual(Text(first, "id"), Text(third, "id"));
        Assert.Equal(("Night shift", false), (Text(first, "title"), first.GetProperty("isDirect").GetBoolean()));
        Assert.Equal(2, Ids((await linus.GetAsync(Path)).Body).Count);
    }

    [Fact]
    public async Task Get_NoMember_FindsNothing()
    {
        var (ada, grace, eve) = (await office.AgentAsync(), await office.AgentAsync(), await office.AgentAsync());
        var path = $"{Path}/{Text((await OpenAsync(ada, grace)).Body, "id")}";

        var (thread, body) = await eve.GetAsync(path);
        var (messages, _) = await eve.GetAsync($"{path}/messages");
        var (posted, _) = await eve.SubmitAsync($"{path}/messages", new { text = "hello" });
        var (read, _) = await eve.PutAsync($"{path}/read", new { sequence = 1 });

        Assert.Equal((HttpStatusCode.NotFound, "agent_thread_not_found"), (thread, Text(body, "code")));
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (messages, posted, read)
        );
        Assert.Empty(Ids((await eve.GetAsync(Path)).Body));
    }

    [Fact]
    public async Task Open_WithStrangers_NamesThem()
    {
        var ada = await office.AgentAsync();
        var foreign = await new Office(sessions.A).AgentAsync();

        var (status, body) = await OpenAsync(ada, foreign);
        var (alone, _) = await OpenAsync(ada, ada);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/memberIds/0", Text(body.GetProperty("errors")[0], "pointer"));
        Assert.Equal(HttpStatusCode.BadRequest, alone);
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey)]
    [InlineData(PrincipalKind.Visitor)]
    public async Task Any_NoAgent_IsForbidden(PrincipalKind kind)
    {
        var caller = Caller.Of(sessions.A, kind, office.TenantId);

        var (listed, body) = await caller.GetAsync(Path);
        var (opened, _) = await OpenAsync(caller, await office.AgentAsync());

        Assert.Equal((HttpStatusCode.Forbidden, "agents_only"), (listed, Text(body, "code")));
        Assert.Equal(HttpStatusCode.Forbidden, opened);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?cursor=x")]
    [InlineData("?cursor=1_x")]
    public async Task List_WrongPage_IsInvalid(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await office.AgentAsync()).GetAsync(Path + query)).Status);

    private static Task<(HttpStatusCode Status, JsonElement Body)> OpenAsync(Caller caller, Caller other) =>
        caller.SubmitAsync(Path, new { memberIds = new[] { other.Principal.Subject } });

    private static List<string?> Ids(JsonElement body) =>
        [.. body.GetProperty("data").EnumerateArray().Select(one => Text(one, "id"))];

    private static List<string?> Texts(JsonElement body) =>
        [.. body.GetProperty("data").EnumerateArray().Select(one => Text(one, "text"))];

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
