using System.Net;
using System.Text.Json;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.AgentThreads;

/// <summary>What agents write to each other, how it is read, and what is refused.</summary>
[Trait("Level", "Component")]
public sealed class AgentMessagesTests(SessionsFixture sessions)
{
    private const string Path = "/v1/agent-threads";
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData(1, 128, HttpStatusCode.Created)]
    [InlineData(5_000, 1, HttpStatusCode.Created)]
    [InlineData(0, 1, HttpStatusCode.BadRequest)]
    [InlineData(5_001, 1, HttpStatusCode.BadRequest)]
    [InlineData(1, 129, HttpStatusCode.BadRequest)]
    [InlineData(1, 0, HttpStatusCode.BadRequest)]
    public async Task Post_TextAndIdAtTheBounds_AreTakenUpToThem(int text, int id, HttpStatusCode expected)
    {
        var (ada, _, path) = await BeginAsync();

        var (status, _) = await ada.SubmitAsync(
            $"{path}/messages",
            new { text = new string('t', text), clientMessageId = new string('i', id) }
        );

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Post_EverythingWrong_NamesAllAtOnce()
    {
        var (ada, _, path) = await BeginAsync();

        var (_, body) = await ada.SubmitAsync(
            $"{path}/messages",
            new { text = "a\0", clientMessageId = new string('i', 129) }
        );

        Assert.Equal(
            [("/text", "characters"), ("/clientMessageId", "length")],
            body.GetProperty("errors").EnumerateArray().Select(fault => (Text(fault, "pointer")!, Text(fault, "code")!))
        );
    }

    [Fact]
    public async Task Post_LongIdempotencyKey_IsNamedAsWhatWasSent()
    {
        var (ada, _, path) = await BeginAsync();

        var (status, body) = await ada.SubmitAsync($"{path}/messages", new { text = "hello" }, new string('k', 129));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/Idempotency-Key", Text(body.GetProperty("errors")[0], "pointer"));
    }

    [Fact]
    public async Task Post_ByIdempotencyKey_IsStoredOnce()
    {
        var (ada, _, path) = await BeginAsync();

        var (first, one) = await ada.SubmitAsync($"{path}/messages", new { text = "hello" }, "k");
        var (second, two) = await ada.SubmitAsync($"{path}/messages", new { text = "hello" }, "k");
        var (third, _) = await ada.SubmitAsync($"{path}/messages", new { text = "hello", clientMessageId = "c" }, "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first, second));
        Assert.True(JsonElement.DeepEquals(one, two));
        Assert.Equal(HttpStatusCode.Created, third);
    }

    [Fact]
    public async Task Post_SameIdInAnotherThread_IsAnotherMessage()
    {
        var (ada, grace, path) = await BeginAsync();
        var (_, other) = await ada.SubmitAsync(
            Path,
            new { memberIds = new[] { grace.Principal.Subject }, title = "Parcels" }
        );
        var message = new { text = "hello", clientMessageId = "c" };
        await ada.SubmitAsync($"{path}/messages", message);

        var (status, posted) = await ada.SubmitAsync($"{Path}/{Text(other, "id")}/messages", message);

        Assert.Equal((HttpStatusCode.Created, 1), (status, Number(posted, "sequence")));
        Assert.Equal(Text(other, "id"), Text(posted, "threadId"));
    }

    [Fact]
    public async Task Post_ToOneThread_MovesItAlone()
    {
        var (ada, grace, path) = await BeginAsync();
        var (_, other) = await ada.SubmitAsync(
            Path,
            new { memberIds = new[] { grace.Principal.Subject }, title = "Parcels" }
        );
        await ada.SubmitAsync($"{Path}/{Text(other, "id")}/messages", new { text = "one" });
        var (_, before) = await grace.GetAsync($"{Path}/{Text(other, "id")}");

        var (_, posted) = await ada.SubmitAsync($"{path}/messages", new { text = "hello" });

        var (_, thread) = await grace.GetAsync(path);
        Assert.Equal((1, 1), (Number(thread, "lastSequence"), Number(thread, "unreadCount")));
        Assert.True(
            thread.GetProperty("lastActivityAt").GetDateTime() >= posted.GetProperty("createdAt").GetDateTime()
        );
        Assert.True(JsonElement.DeepEquals(before, (await grace.GetAsync($"{Path}/{Text(other, "id")}")).Body));
    }

    [Fact]
    public async Task Post_Answer_ReadsWhatIsAboveIt()
    {
        var (ada, grace, path) = await BeginAsync();
        await ada.SubmitAsync($"{path}/messages", new { text = "one" });
        await ada.SubmitAsync($"{path}/messages", new { text = "two" });

        await grace.SubmitAsync($"{path}/messages", new { text = "three" });

        Assert.Equal(0, Number((await grace.GetAsync(path)).Body, "unreadCount"));
        Assert.Equal(1, Number((await ada.GetAsync(path)).Body, "unreadCount"));
    }

    [Fact]
    public async Task Post_Again_IsToldOnce()
    {
        var (ada, grace, path) = await BeginAsync();
        using var follower = await ListenAsync(grace);
        var message = new { text = "hello", clientMessageId = "c" };

        await ada.SubmitAsync($"{path}/messages", message);
        await ada.SubmitAsync($"{path}/messages", message);
        await ada.SubmitAsync($"{path}/messages", new { text = "next" });

        // The next may overtake the first: of one thread the newest is told.
        var told = new List<long>();
        while (told is not [.., 2])
        {
            told.Add((await follower.NextSignalAsync()).AgentMessage.Sequence);
        }

        Assert.Distinct(told);
    }

    [Theory]
    [InlineData("{}", "/sequence")]
    [InlineData("""{"sequence":-1}""", "/sequence")]
    public async Task Read_NoSequence_IsRefused(string json, string pointer)
    {
        var (_, grace, path) = await BeginAsync();

        var (status, body) = await grace.PutAsync($"{path}/read", JsonDocument.Parse(json).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, Text(body.GetProperty("errors")[0], "pointer"));
    }

    [Fact]
    public async Task Read_ByOneMember_LeavesTheOthersMarks()
    {
        var (ada, grace, path) = await BeginAsync();
        await ada.SubmitAsync($"{path}/messages", new { text = "one" });
        await grace.SubmitAsync($"{path}/messages", new { text = "two" });
        var (_, zero) = await grace.PutAsync($"{path}/read", new { sequence = 0 });

        await grace.PutAsync($"{path}/read", new { sequence = 2 });

        Assert.Equal(0, Number(zero, "unreadCount"));
        Assert.Equal(1, Number((await ada.GetAsync(path)).Body, "unreadCount"));
    }

    [Theory]
    [InlineData("?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("?limit=101", HttpStatusCode.BadRequest)]
    [InlineData("?cursor=x", HttpStatusCode.BadRequest)]
    [InlineData("?limit=1", HttpStatusCode.OK)]
    [InlineData("?limit=100", HttpStatusCode.OK)]
    [InlineData("?cursor=-1", HttpStatusCode.OK)]
    public async Task ListMessages_PageAtTheBounds_IsTakenUpToThem(string query, HttpStatusCode expected)
    {
        var (ada, _, path) = await BeginAsync();

        Assert.Equal(expected, (await ada.GetAsync($"{path}/messages{query}")).Status);
    }

    [Fact]
    public async Task ListMessages_OneComesMeanwhile_GivesEachOnce()
    {
        var (ada, _, path) = await BeginAsync();
        foreach (var text in (string[])["one", "two", "three"])
        {
            await ada.SubmitAsync($"{path}/messages", new { text });
        }

        var (_, first) = await ada.GetAsync($"{path}/messages?limit=2");
        await ada.SubmitAsync($"{path}/messages", new { text = "four" });
        var (_, last) = await ada.GetAsync($"{path}/messages?limit=1&cursor={Text(first, "nextCursor")}");

        Assert.Equal(["three", "two"], Texts(first));
        Assert.Equal(["one"], Texts(last));
        Assert.Equal((false, null), (last.GetProperty("hasMore").GetBoolean(), Text(last, "nextCursor")));
    }

    [Theory]
    [InlineData("?limit=101")]
    [InlineData("?cursor=3155378976000000000_01a2181b-20a0-7710-a39b-19b7f8b64e5d")]
    public async Task List_PageBeyondTheBounds_IsRefused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await office.AgentAsync()).GetAsync(Path + query)).Status);

    [Theory]
    [InlineData("?cursor=0_01a2181b-20a0-7710-a39b-19b7f8b64e5d")]
    [InlineData("?cursor=3155378975999999999_01a2181b-20a0-7710-a39b-19b7f8b64e5d")]
    public async Task List_CursorAtTheEndsOfTime_IsAPage(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await (await office.AgentAsync()).GetAsync(Path + query)).Status);

    [Fact]
    public async Task List_MemberLeftTheCompany_IsStillNamed()
    {
        var (ada, grace, path) = await BeginAsync();
        await using var command = sessions.A.Admin.CreateCommand("update agents set deleted_at = now() where id = $1");
        command.Parameters.AddWithValue(Guid.Parse(grace.Principal.Subject));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (_, thread) = await ada.GetAsync(path);

        Assert.Equal(2, thread.GetProperty("members").GetArrayLength());
    }

    private async Task<(Caller Ada, Caller Grace, string Path)> BeginAsync()
    {
        var (ada, grace) = (await office.AgentAsync(name: "Ada"), await office.AgentAsync(name: "Grace"));
        var (_, thread) = await ada.SubmitAsync(Path, new { memberIds = new[] { grace.Principal.Subject } });
        return (ada, grace, $"{Path}/{Text(thread, "id")}");
    }

    private async Task<Follower> ListenAsync(Caller agent)
    {
        var follower = new Follower(Caller.Visitor(sessions.A));
        await follower.SendAsync(
            new Wire.FollowRequest
            {
                Listen = new Wire.Listen
                {
                    SubscriptionId = 1,
                    IdentityToken = agent.Token,
                    AgentId = agent.Principal.Subject,
                },
            }
        );
        await follower.SubscribedAsync();
        return follower;
    }

    private static IEnumerable<string?> Texts(JsonElement body) =>
        body.GetProperty("data").EnumerateArray().Select(one => Text(one, "text"));

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
