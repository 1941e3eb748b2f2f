using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.CannedResponses;

/// <summary>What becomes of canned responses when they are many, come twice, or come at once.</summary>
[Trait("Level", "Component")]
public sealed class CannedResponseWritesTests(SessionsFixture sessions)
{
    private const string Path = "/v1/canned-responses";
    private const int Limit = 1_000;
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    private Guid TenantId => owner.Principal.TenantId;

    [Fact]
    public async Task Create_AtOnceBeforeTheLast_OnlyOneFits()
    {
        await FillAsync(Limit - 1);

        var made = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(n => CreateAsync(n % 2 == 0 ? owner : owner.At(sessions.B), $"t{n}"))
        );

        Assert.Single(made, one => one.Status is HttpStatusCode.Created);
        Assert.All(
            made.Where(one => one.Status is not HttpStatusCode.Created),
            one => Assert.Equal((HttpStatusCode.Conflict, "too_many_canned_responses"), (one.Status, Code(one.Body)))
        );
    }

    [Fact]
    public async Task Create_RepeatedWhenThereIsNoRoom_IsWhatTheFirstMade()
    {
        var (_, first) = await CreateAsync(owner, "first", key: "k");
        await FillAsync(Limit - 1);

        var (status, again) = await CreateAsync(owner, "first", key: "k");

        Assert.Equal((HttpStatusCode.Created, Text(first, "id")), (status, Text(again, "id")));
    }

    [Fact]
    public async Task Create_AnotherTenantIsFull_HasRoom()
    {
        await FillAsync(Limit);

        var (status, _) = await CreateAsync(Caller.Of(sessions.A, PrincipalKind.SecretKey), "t");

        Assert.Equal(HttpStatusCode.Created, status);
    }

    [Fact]
    public async Task Create_SameKeyAtOnce_MakesOne()
    {
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => CreateAsync(n % 2 == 0 ? owner : owner.At(sessions.B), $"t{n}", key: "k"))
        );

        Assert.All(made, one => Assert.Equal(HttpStatusCode.Created, one.Status));
        Assert.Single(made.Select(one => Text(one.Body, "id")).Distinct());
        Assert.Single((await owner.GetAsync(Path)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Create_SameKeyWithAShortcutOfAnother_IsWhatTheFirstMade()
    {
        var (_, first) = await CreateAsync(owner, "first", key: "k");
        await CreateAsync(owner, "other", shortcut: "hi");

        var (status, again) = await CreateAsync(owner, "first", shortcut: "hi", key: "k");

        Assert.Equal((HttpStatusCode.Created, Text(first, "id")), (status, Text(again, "id")));
    }

    [Fact]
    public async Task Create_SameKeyOfAnotherTenant_IsAnotherOne()
    {
        var (_, first) = await CreateAsync(owner, "t", shortcut: "hi", key: "k");

        var (status, second) = await CreateAsync(
            Caller.Of(sessions.A, PrincipalKind.SecretKey),
            "t",
            shortcut: "hi",
            key: "k"
        );

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(Text(first, "id"), Text(second, "id"));
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Created)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task Create_KeyAtTheBound_IsTakenUpToIt(int length, HttpStatusCode expected) =>
        Assert.Equal(expected, (await CreateAsync(owner, "t", key: new string('k', length))).Status);

    [Fact]
    public async Task Create_ShortcutInAnotherAlphabet_IsTakenWhateverItsCase()
    {
        await CreateAsync(owner, "a", shortcut: "Ärger");

        var (status, problem) = await CreateAsync(owner, "b", shortcut: "äRGER");
        var (_, found) = await owner.GetAsync(Path + "?shortcut=%C3%84rGeR");

        Assert.Equal((HttpStatusCode.Conflict, "shortcut_taken"), (status, Code(problem)));
        Assert.Equal("a", Text(Assert.Single(found.GetProperty("data").EnumerateArray()), "title"));
    }

    [Fact]
    public async Task Update_OwnShortcutInAnotherCase_IsMade()
    {
        var (_, made) = await CreateAsync(owner, "a", shortcut: "hi");

        var (status, changed) = await owner.PatchAsync($"{Path}/{Text(made, "id")}", new { shortcut = "HI" });

        Assert.Equal((HttpStatusCode.OK, "HI"), (status, Text(changed, "shortcut")));
    }

    [Fact]
    public async Task Update_SomethingNew_KeepsWhenItWasMade()
    {
        var (_, made) = await CreateAsync(owner, "a");

        var (_, changed) = await owner.PatchAsync($"{Path}/{Text(made, "id")}", new { title = "b" });

        Assert.Equal((Text(made, "createdAt"), "b"), (Text(changed, "createdAt"), Text(changed, "title")));
        Assert.True(changed.GetProperty("updatedAt").GetDateTime() > made.GetProperty("updatedAt").GetDateTime());
    }

    [Fact]
    public async Task Update_NothingNew_KeepsVersionAndTime()
    {
        var (_, made) = await CreateAsync(owner, "a", shortcut: "hi");

        var (status, same) = await owner.PatchAsync($"{Path}/{Text(made, "id")}", new { title = " a " });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonElement.DeepEquals(made, same));
    }

    [Fact]
    public async Task Update_BadFields_NamesEveryFaultAndChangesNothing()
    {
        var (_, made) = await CreateAsync(owner, "a");
        var path = $"{Path}/{Text(made, "id")}";

        var (status, problem) = await owner.PatchAsync(
            path,
            new
            {
                title = " ",
                shortcut = "?",
                position = 1_000_001,
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/title", "/shortcut", "/position"],
            problem.GetProperty("errors").EnumerateArray().Select(fault => Text(fault, "pointer"))
        );
        Assert.True(JsonElement.DeepEquals(made, (await owner.GetAsync(path)).Body));
    }

    [Fact]
    public async Task Update_FromOneVersionAtOnce_OnlyOneIsMade()
    {
        var (_, made) = await CreateAsync(owner, "a");

        var changed = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(n =>
                    (n % 2 == 0 ? owner : owner.At(sessions.B)).PatchAsync(
                        $"{Path}/{Text(made, "id")}",
                        new { title = $"b{n}" },
                        "\"1\""
                    )
                )
        );

        Assert.Single(changed, one => one.Status is HttpStatusCode.OK);
        Assert.Equal(5, changed.Count(one => one.Status is HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Answers_OfOne_CarryItsETag()
    {
        var (_, made) = await CreateAsync(owner, "a");
        var path = $"{Path}/{Text(made, "id")}";

        Assert.Equal("\"1\"", await ETagAsync(HttpMethod.Get, path, null));
        Assert.Equal("\"2\"", await ETagAsync(HttpMethod.Patch, path, """{"title":"b"}"""));
        Assert.Equal("\"1\"", await ETagAsync(HttpMethod.Post, Path, """{"title":"c","body":"c"}"""));
    }

    [Fact]
    public async Task Reorder_Some_MovesOnlyWhatStandsElsewhere()
    {
        var (_, a) = await CreateAsync(owner, "a", position: 1);
        var (_, b) = await CreateAsync(owner, "b", position: 9);
        var (_, c) = await CreateAsync(owner, "c", position: 5);

        await owner.SubmitAsync(Path + "/reorder", new { ids = new[] { Text(a, "id"), Text(b, "id") } });

        var (_, list) = await owner.GetAsync(Path);
        Assert.Equal(
            [("a", 1, 1), ("b", 2, 2), ("c", 5, 1)],
            list.GetProperty("data")
                .EnumerateArray()
                .Select(one =>
                    (Text(one, "title"), one.GetProperty("position").GetInt32(), one.GetProperty("version").GetInt32())
                )
        );
        Assert.Equal(Text(c, "updatedAt"), Text(list.GetProperty("data")[2], "updatedAt"));
        Assert.NotEqual(Text(b, "updatedAt"), Text(list.GetProperty("data")[1], "updatedAt"));
    }

    [Fact]
    public async Task Reorder_OfAnotherTenant_MovesNothing()
    {
        var (_, made) = await CreateAsync(owner, "a", position: 7);
        var stranger = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        var (status, _) = await stranger.SubmitAsync(Path + "/reorder", new { ids = new[] { Text(made, "id") } });

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.True(JsonElement.DeepEquals(made, (await owner.GetAsync($"{Path}/{Text(made, "id")}")).Body));
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(1_000, HttpStatusCode.NoContent)]
    [InlineData(1_001, HttpStatusCode.BadRequest)]
    public async Task Reorder_SoMany_AreTakenUpToTheBound(int count, HttpStatusCode expected)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Ids.New()).ToArray();

        Assert.Equal(expected, (await owner.SubmitAsync(Path + "/reorder", new { ids })).Status);
    }

    [Theory]
    [InlineData(PrincipalKind.Agent, "agent", false)]
    [InlineData(PrincipalKind.Agent, "manager", true)]
    [InlineData(PrincipalKind.Visitor, "", false)]
    [InlineData(PrincipalKind.User, "", false)]
    [InlineData(PrincipalKind.PublishableKey, "", false)]
    public async Task ReorderAndDelete_Kinds_AreWhatTheyMay(PrincipalKind kind, string role, bool may)
    {
        var (_, made) = await CreateAsync(owner, "a");
        var caller = new Caller(sessions.A, owner.Principal with { Kind = kind, Roles = AgentRoles.UpTo(role) });

        var (moved, _) = await caller.SubmitAsync(Path + "/reorder", new { ids = new[] { Text(made, "id") } });
        var (deleted, _) = await caller.DeleteAsync($"{Path}/{Text(made, "id")}");

        var expected = may ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden;
        Assert.Equal((expected, expected), (moved, deleted));
    }

    private async Task<string?> ETagAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", owner.Token);
        request.Content = body is null ? null : new StringContent(body, null, "application/json");
        using var response = await sessions.A.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.ETag?.ToString();
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> CreateAsync(
        Caller caller,
        string title,
        string? shortcut = null,
        int? position = null,
        string? key = null
    ) =>
        caller.SubmitAsync(
            Path,
            new
            {
                title,
                body = "Hello!",
                shortcut,
                position,
            },
            key
        );

    // Straight into the table: a thousand requests would be long.
    private async Task FillAsync(int count)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            insert into canned_responses (tenant_id, id, title, body, category, position, active, version, created_at,
                updated_at, created_by)
            select $1, gen_random_uuid(), 'filler', 'filler', '', n, true, 1, now(), now(), 'test'
            from generate_series(1, $2) n
            """
        );
        command.Parameters.AddWithValue(TenantId);
        command.Parameters.AddWithValue(count);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private static string? Code(JsonElement problem) => Text(problem, "code");
}
