using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.AgentThreads;

/// <summary>Which thread one gets, and what is refused.</summary>
[Trait("Level", "Component")]
public sealed class OpenThreadTests(SessionsFixture sessions)
{
    private const string Path = "/v1/agent-threads";
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData(19, HttpStatusCode.Created)]
    [InlineData(20, HttpStatusCode.BadRequest)]
    public async Task Open_SoManyOthers_AreTakenUpToTheBound(int count, HttpStatusCode expected)
    {
        var ada = await office.AgentAsync();
        var others = new List<string>();
        for (var n = 0; n < count; n++)
        {
            others.Add((await office.AgentAsync()).Principal.Subject);
        }

        // Neither oneself nor who is named twice counts.
        var (status, body) = await OpenAsync(ada, [ada.Principal.Subject, .. others, others[0]]);

        Assert.Equal(expected, status);
        if (expected is HttpStatusCode.Created)
        {
            Assert.Equal(count + 1, body.GetProperty("members").GetArrayLength());
        }
    }

    [Theory]
    [InlineData(200, 255, HttpStatusCode.Created)]
    [InlineData(201, 1, HttpStatusCode.BadRequest)]
    [InlineData(1, 256, HttpStatusCode.BadRequest)]
    public async Task Open_TitleAndKeyAtTheBounds_AreTakenUpToThem(int title, int key, HttpStatusCode expected)
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());

        var (status, _) = await OpenAsync(ada, [Id(grace)], new string('t', title), new string('k', key));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Open_EverythingWrong_NamesAllAtOnce()
    {
        var ada = await office.AgentAsync();

        var (_, body) = await OpenAsync(ada, [Id(ada)], "\0", new string('k', 256));

        Assert.Equal(["/memberIds length", "/title characters", "/Idempotency-Key length"], Faults(body));
    }

    [Fact]
    public async Task Open_WithWhoWorksNoMore_NamesEachByItsPlace()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());
        var (idle, gone) = (await office.AgentAsync(), await office.AgentAsync());
        await ExecuteAsync("update agents set is_active = false where id = $1", idle);
        await ExecuteAsync("update agents set deleted_at = now() where id = $1", gone);

        var (status, body) = await OpenAsync(ada, [Id(idle), Id(grace), Id(gone), Ids.NewText()]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["/memberIds/0 unknown", "/memberIds/2 unknown", "/memberIds/3 unknown"], Faults(body));
        Assert.Empty((await ada.GetAsync(Path)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Open_TwoWithATitle_IsANewOneBesideTheDirectOne()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());
        var (_, direct) = await OpenAsync(ada, [Id(grace)]);

        var (first, one) = await OpenAsync(ada, [Id(grace)], "Parcels");
        var (second, two) = await OpenAsync(ada, [Id(grace)], "Parcels");
        var (again, same) = await OpenAsync(grace, [Id(ada)], "");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK), (first, second, again));
        Assert.Equal(3, new[] { direct, one, two }.Select(thread => Text(thread, "id")).Distinct().Count());
        Assert.False(one.GetProperty("isDirect").GetBoolean());
        Assert.Equal(Text(direct, "id"), Text(same, "id"));
    }

    [Fact]
    public async Task Open_SameKeyOfAnotherAgent_IsAnotherThread()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());
        var (_, first) = await OpenAsync(ada, [Id(grace)], "t", "k");

        var (status, second) = await OpenAsync(grace, [Id(ada)], "t", "k");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(Text(first, "id"), Text(second, "id"));
    }

    [Fact]
    public async Task Open_SameKeyAtOnce_MakesOne()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());

        var opened = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => OpenAsync(n % 2 == 0 ? ada : ada.At(sessions.B), [Id(grace)], "Parcels", "k"))
        );

        Assert.Single(opened, one => one.Status is HttpStatusCode.Created);
        Assert.Single(opened.Select(one => Text(one.Body, "id")).Distinct());
    }

    [Fact]
    public async Task Open_SameKeyWithOthersThen_IsWhatTheFirstMade()
    {
        var (ada, grace, linus) = (await office.AgentAsync(), await office.AgentAsync(), await office.AgentAsync());
        await OpenAsync(ada, [Id(linus)]);
        var (_, first) = await OpenAsync(ada, [Id(grace)], "Parcels", "k");

        var (status, again) = await OpenAsync(ada, [Id(linus)], key: "k");

        Assert.Equal((HttpStatusCode.OK, Text(first, "id")), (status, Text(again, "id")));
    }

    [Fact]
    public async Task Open_SameKeyAfterAMemberLeft_IsWhatTheFirstMade()
    {
        var (ada, grace) = (await office.AgentAsync(), await office.AgentAsync());
        var (_, first) = await OpenAsync(ada, [Id(grace)], "Parcels", "k");
        await ExecuteAsync("update agents set is_active = false where id = $1", grace);

        var (status, again) = await OpenAsync(ada, [Id(grace)], "Parcels", "k");
        var (other, _) = await OpenAsync(ada, [Id(grace)], "Parcels", "another");

        Assert.Equal((HttpStatusCode.OK, Text(first, "id")), (status, Text(again, "id")));
        Assert.Equal(HttpStatusCode.BadRequest, other);
    }

    [Fact]
    public async Task Open_DirectOneUnderAKeyAnotherUsed_IsTheDirectOne()
    {
        var (ada, grace, linus) = (await office.AgentAsync(), await office.AgentAsync(), await office.AgentAsync());
        await OpenAsync(ada, [Id(linus)], "Parcels", "k");
        var (_, direct) = await OpenAsync(grace, [Id(linus)]);

        var (status, again) = await OpenAsync(grace, [Id(linus)], key: "k");

        Assert.Equal((HttpStatusCode.OK, Text(direct, "id")), (status, Text(again, "id")));
    }

    [Fact]
    public async Task Open_MembersOfAGroup_AreShownByName()
    {
        var (eve, ada) = (await office.AgentAsync(name: "Eve"), await office.AgentAsync(name: "Ada"));
        var bob = await office.AgentAsync(name: "Bob");
        await ExecuteAsync("update agents set avatar_url = 'https://a.example/b.png' where id = $1", bob);

        var (_, thread) = await OpenAsync(eve, [Id(bob), Id(ada)]);

        Assert.Equal(
            [("Ada", null), ("Bob", "https://a.example/b.png"), ("Eve", null)],
            thread
                .GetProperty("members")
                .EnumerateArray()
                .Select(member => (Text(member, "name"), Text(member, "avatarUrl")))
        );
        Assert.Equal((0, 0), (Number(thread, "unreadCount"), Number(thread, "lastSequence")));
        Assert.Null(Text(thread, "title"));
    }

    private async Task ExecuteAsync(string sql, Caller agent)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.AddWithValue(Guid.Parse(Id(agent)));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> OpenAsync(
        Caller caller,
        string[] memberIds,
        string? title = null,
        string? key = null
    ) => caller.SubmitAsync(Path, new { memberIds, title }, key);

    private static IEnumerable<string> Faults(JsonElement problem) =>
        problem
            .GetProperty("errors")
            .EnumerateArray()
            .Select(fault => $"{Text(fault, "pointer")} {Text(fault, "code")}");

    private static string Id(Caller agent) => agent.Principal.Subject;

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
