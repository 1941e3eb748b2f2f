using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Conversations;

[Trait("Level", "Component")]
public sealed class ConversationResourceTests(SessionsFixture sessions)
{
    private const string Path = "/v1/conversations";
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Post_Key_BeginsOneWithAllItIsTold()
    {
        var (status, body) = await Key.SubmitAsync(
            Path,
            new
            {
                owner = new
                {
                    kind = "user",
                    id = "u-1",
                    displayName = "Jo",
                },
                externalId = "order-7",
                channel = "email",
                subject = "Parcel",
                details = new
                {
                    priority = "urgent",
                    tags = new[] { "vip", "parcel", "vip" },
                    metadata = new { order = 7 },
                    userCategory = "gold",
                    department = "shipping",
                },
            }
        );

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("user u-1 Jo", OwnerOf(body));
        Assert.Equal(
            ("open", "urgent", "email", "Parcel", "gold", "shipping"),
            (
                Text(body, "status"),
                Text(body, "priority"),
                Text(body, "channel"),
                Text(body, "subject"),
                Text(body, "userCategory"),
                Text(body, "department")
            )
        );
        Assert.Equal(["parcel", "vip"], body.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(7, body.GetProperty("metadata").GetProperty("order").GetInt32());
        Assert.Equal(0, body.GetProperty("lastSequence").GetInt64());
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsTheSameOne()
    {
        var body = new { owner = new { kind = "user", id = "u-1" } };

        var (first, made) = await Key.SubmitAsync(Path, body, "k");
        var caller = Key;
        var (_, mine) = await caller.SubmitAsync(Path, body, "k");
        var (again, same) = await caller.SubmitAsync(Path, body, "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first, again));
        Assert.Equal(IdOf(mine), IdOf(same));
        Assert.NotEqual(IdOf(made), IdOf(mine));
    }

    [Fact]
    public async Task Post_IdempotencyKeyOfAnother_IsAConflict()
    {
        var caller = Key;
        await caller.SubmitAsync(Path, new { owner = new { kind = "user", id = "u-1" } }, "k");

        var (status, body) = await caller.SubmitAsync(Path, new { owner = new { kind = "user", id = "u-2" } }, "k");

        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Post_ExternalIdOfAnother_IsAConflict()
    {
        await Key.SubmitAsync(Path, new { owner = new { kind = "user", id = "u-1" }, externalId = "e" });

        var (status, body) = await Key.SubmitAsync(
            Path,
            new { owner = new { kind = "user", id = "u-2" }, externalId = "e" }
        );

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("external_id_taken", Text(body, "code"));
    }

    [Fact]
    public async Task Post_VisitorManyTimesAtOnce_IsOneConversation()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(n => visitor.At(n % 2 == 0 ? sessions.A : sessions.B).SubmitAsync(Path, new { subject = "hi" }))
        );

        Assert.Single(answers.Select(answer => IdOf(answer.Body)).Distinct());
        Assert.Equal(1, answers.Count(answer => answer.Status is HttpStatusCode.Created));
    }

    [Fact]
    public async Task Post_VisitorWhoseLiveOneEnded_BeginsAnother()
    {
        var (_, first) = await visitor.SubmitAsync(Path, new { });
        await visitor.PutAsync($"{Path}/{IdOf(first)}/close", null);

        var (status, second) = await visitor.SubmitAsync(Path, new { });
        var (reopened, problem) = await visitor.PutAsync($"{Path}/{IdOf(first)}/reopen", null);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(IdOf(first), IdOf(second));
        Assert.Equal(HttpStatusCode.Conflict, reopened);
        Assert.Equal("live_conversation_exists", Text(problem, "code"));
    }

    [Fact]
    public async Task Post_VisitorForAnother_IsForbidden()
    {
        var (status, body) = await visitor.SubmitAsync(Path, new { owner = new { kind = "visitor", id = "x" } });

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("owner_forbidden", Text(body, "code"));
    }

    [Fact]
    public async Task Post_VisitorWithDetails_IsForbidden()
    {
        var (status, body) = await visitor.SubmitAsync(Path, new { details = new { priority = "urgent" } });

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("details_forbidden", Text(body, "code"));
    }

    [Theory]
    [InlineData("""{"owner":{"kind":"agent","id":"a"}}""", "/owner/kind")]
    [InlineData("""{"owner":{"kind":"user","id":""}}""", "/owner/id")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"details":{"priority":"soon"}}""", "/details/priority")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"details":{"tags":[""]}}""", "/details/tags/0")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"details":{"tags":[null]}}""", "/details/tags/0")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"details":{"metadata":[1]}}""", "/details/metadata")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"details":{"metadata":{"a":1e999}}}""", "/details/metadata")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"details":{"metadata":{"a":1e-20000}}}""", "/details/metadata")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"subject":"a\u0000b"}""", "/subject")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"details":{"subject":"a\u0000b"}}""", "/details/subject")]
    [InlineData("""{"owner":{"kind":"user","id":"a"},"channel":""}""", "/channel")]
    public async Task Post_WrongField_IsNamed(string json, string pointer)
    {
        var (status, body) = await Key.SubmitAsync(Path, JsonDocument.Parse(json).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Patch_Some_ChangesThemAndSaysWhichInAnInternalEvent()
    {
        var posted = await visitor.PostAsync("hello");
        var path = $"{Path}/{posted.Conversation.Id}";

        var (status, body) = await Key.PatchAsync(path, new { priority = "high", tags = new[] { "b", "a" } });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("high", Text(body, "priority"));
        var (_, log) = await Key.GetAsync($"{path}/messages");
        var happened = log.GetProperty("data")[1].GetProperty("event");
        Assert.Equal("detailsChanged", Text(happened, "kind"));
        Assert.Equal(["priority", "tags"], happened.GetProperty("fields").EnumerateArray().Select(f => f.GetString()));
        var (_, seen) = await visitor.GetAsync($"{path}/messages");
        Assert.Equal(1, seen.GetProperty("data").GetArrayLength());
        var (_, own) = await visitor.GetAsync(path);
        Assert.Equal(0, own.GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task Patch_TheSameAgain_WritesNothing()
    {
        var posted = await visitor.PostAsync("hello");
        var path = $"{Path}/{posted.Conversation.Id}";
        var said = new { subject = "s", metadata = new { order = 7, lines = new[] { 1, 2 } } };
        await Key.PatchAsync(path, said);

        var (_, body) = await Key.PatchAsync(path, said);

        Assert.Equal(1, body.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Patch_EmptyText_Clears()
    {
        var posted = await visitor.PostAsync("hello");
        var path = $"{Path}/{posted.Conversation.Id}";
        await Key.PatchAsync(path, new { subject = "s", metadata = new { a = 1 } });

        var (_, body) = await Key.PatchAsync(path, new { subject = "", metadata = new { } });

        Assert.Equal(JsonValueKind.Null, body.GetProperty("subject").ValueKind);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("metadata").ValueKind);
    }

    [Fact]
    public async Task Patch_Visitor_IsForbidden()
    {
        var posted = await visitor.PostAsync("hello");

        var (status, _) = await visitor.PatchAsync($"{Path}/{posted.Conversation.Id}", new { priority = "urgent" });

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Patch_Archived_IsRefused()
    {
        var posted = await visitor.PostAsync("hello");
        var path = $"{Path}/{posted.Conversation.Id}";
        await Key.PutAsync($"{path}/close", null);
        await Key.PutAsync($"{path}/archive", null);

        var (status, body) = await Key.PatchAsync(path, new { subject = "s" });

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("conversation_archived", Text(body, "code"));
    }

    [Fact]
    public async Task List_EachFilter_FindsWhatItSays()
    {
        var wanted = await CreateAsync("a", new { priority = "high", tags = new[] { "x" } }, "email");
        var other = await CreateAsync("b", new { priority = "low", tags = new[] { "y" } }, "web");
        await Key.PutAsync($"{Path}/{other}/close", null);

        foreach (
            var query in new[]
            {
                "status=open",
                "status=open,queued",
                "priority=high",
                "channel=email",
                "tag=x",
                "status=open&priority=high&channel=email&tag=x&sort=createdAt",
            }
        )
        {
            var (status, body) = await Key.GetAsync($"{Path}?{query}");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal([wanted], Ids(body));
        }

        Assert.Empty(Ids((await Key.GetAsync($"{Path}?updatedSince=2999-01-01T00:00:00Z")).Body));
        Assert.Equal(2, Ids((await Key.GetAsync($"{Path}?updatedSince=2020-01-01T00:00:00%2B02:00")).Body).Count);
        Assert.Empty(Ids((await Key.GetAsync($"{Path}?assignedAgentId={wanted}")).Body));
    }

    [Fact]
    public async Task List_ByExternalId_FindsTheOneOfThatName()
    {
        var name = "order-" + Chat.ServiceDefaults.Ids.NewText();
        var message = visitor.Message("hello");
        message.ExternalId = name;
        var wanted = (await visitor.PostAsync(message)).Conversation.Id;
        await visitor.PostAsync("another");
        var stranger = Caller.Visitor(sessions.A, visitor.Principal.TenantId);

        Assert.Equal([wanted], Ids((await Key.GetAsync($"{Path}?externalId={name}")).Body));
        Assert.Equal([wanted], Ids((await visitor.GetAsync($"{Path}?externalId={name}")).Body));
        Assert.Empty(Ids((await stranger.GetAsync($"{Path}?externalId={name}")).Body));
        Assert.Empty(Ids((await Key.GetAsync($"{Path}?externalId={name}x")).Body));
    }

    [Theory]
    [InlineData("status=gone", "/status")]
    [InlineData("status=open,open", "/status")]
    [InlineData("priority=soon", "/priority")]
    [InlineData("sort=name", "/sort")]
    [InlineData("sort=queuedAt", "/sort")]
    [InlineData("cursor=x", "/cursor")]
    [InlineData("limit=0", "/limit")]
    public async Task List_WrongFilter_IsNamed(string query, string pointer)
    {
        var (status, body) = await Key.GetAsync($"{Path}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("-createdAt")]
    [InlineData("createdAt")]
    public async Task List_PageByPage_IsAllOfThemOnce(string sort)
    {
        var all = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            all.Add(await CreateAsync($"o{n}", new { }, "web"));
        }

        var seen = new List<string>();
        var cursor = "";
        do
        {
            var (_, body) = await Key.GetAsync($"{Path}?sort={sort}&limit=2&cursor={cursor}");
            seen.AddRange(Ids(body));
            cursor = body.GetProperty("nextCursor").GetString() ?? "";
        } while (cursor.Length > 0);

        Assert.Equal(sort == "createdAt" ? all : [.. all.AsEnumerable().Reverse()], seen);
    }

    [Fact]
    public async Task List_OfACustomer_IsThatOfAllItsIdentitiesWithItsCard()
    {
        var first = await CreateAsync("known", new { }, "web");
        await CreateAsync("unknown", new { }, "web");
        var (made, customer) = await Key.SubmitAsync(
            "/v1/customers",
            new
            {
                name = "Jo",
                email = "jo@example.com",
                externalId = "known",
            }
        );
        Assert.Equal(HttpStatusCode.Created, made);
        await using var command = sessions.A.Admin.CreateCommand(
            "insert into customer_identities (tenant_id, kind, subject, customer_id, proven, linked_at) "
                + "values ($1, 2, 'known', $2, true, now()) "
                + "on conflict (tenant_id, kind, subject) do update set customer_id = excluded.customer_id"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(IdOf(customer)) });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (_, body) = await Key.GetAsync($"{Path}?customerId={IdOf(customer)}");

        Assert.Equal([first], Ids(body));
        var found = body.GetProperty("data")[0];
        Assert.Equal(IdOf(customer), Text(found, "customerId"));
        Assert.Equal("jo@example.com", Text(found.GetProperty("customer"), "email"));
    }

    [Fact]
    public async Task List_AnotherTenant_SeesNothing()
    {
        await CreateAsync("a", new { }, "web");

        var (_, body) = await Caller.Of(sessions.A, PrincipalKind.SecretKey).GetAsync(Path);

        Assert.Empty(Ids(body));
    }

    private async Task<string> CreateAsync(string owner, object details, string channel)
    {
        var (_, body) = await Key.SubmitAsync(
            Path,
            new
            {
                owner = new { kind = "user", id = owner },
                channel,
                details,
            }
        );
        return IdOf(body);
    }

    private static string OwnerOf(JsonElement body)
    {
        var owner = body.GetProperty("owner");
        return $"{Text(owner, "kind")} {Text(owner, "id")} {Text(owner, "displayName")}";
    }

    private static string IdOf(JsonElement body) => Text(body, "id");

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString() ?? "";

    private static List<string> Ids(JsonElement body) => [.. body.GetProperty("data").EnumerateArray().Select(IdOf)];
}
