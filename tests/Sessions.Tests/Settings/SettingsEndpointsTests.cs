using System.Net;
using System.Text;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Settings;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Settings;

[Trait("Level", "Component")]
public sealed class SettingsEndpointsTests(SessionsFixture sessions)
{
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    public static TheoryData<string> Names => [.. SettingsSections.All.Select(section => section.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Put_WhatWasRead_ChangesNothing(string section)
    {
        var (_, read, tag) = await owner.ReadSettingsAsync(section);

        var (status, written, newTag) = await owner.ChangeSettingsAsync(HttpMethod.Put, section, read, tag);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("\"0\"", "\"0\""), (tag, newTag));
        Assert.True(JsonElement.DeepEquals(read, written));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Get_WhatTheCallerHas_IsNotSentAgain(string section)
    {
        var (_, _, tag) = await owner.ReadSettingsAsync(section);

        var (status, body, sameTag) = await owner.ReadSettingsAsync(section, tag);

        Assert.Equal((HttpStatusCode.NotModified, tag), (status, sameTag));
        Assert.Equal(JsonValueKind.Undefined, body.ValueKind);
    }

    [Fact]
    public async Task Get_ChangedMeanwhile_IsSent()
    {
        var (_, _, tag) = await owner.ReadSettingsAsync("agents");
        await owner.ChangeSettingsAsync("agents", new { maxConcurrentChats = 9 });

        var (status, body, newTag) = await owner.At(sessions.B).ReadSettingsAsync("agents", tag);

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (status, newTag));
        Assert.Equal(9, body.GetProperty("maxConcurrentChats").GetInt32());
    }

    [Fact]
    public async Task List_WhatTheCallerHas_IsNotSentAgainUntilSomeSectionChanges()
    {
        await owner.ChangeSettingsAsync("agents", new { maxConcurrentChats = 9 });
        var (_, _, tag) = await owner.ReadSettingsAsync("");

        var same = await owner.ReadSettingsAsync("", tag);
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 600 });
        var changed = await owner.At(sessions.B).ReadSettingsAsync("", tag);

        Assert.Equal((HttpStatusCode.NotModified, tag), (same.Status, same.ETag));
        Assert.Equal(JsonValueKind.Undefined, same.Body.ValueKind);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.NotEqual(tag, changed.ETag);
        Assert.Equal(1, changed.Body.GetProperty("versions").GetProperty("chat").GetInt32());
    }

    [Fact]
    public async Task List_ByWhoMayNotRead_IsForbiddenWhateverItHas()
    {
        var visitor = Caller.Visitor(sessions.A, owner.Principal.TenantId);

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.ReadSettingsAsync("", "*")).Status);
    }

    [Fact]
    public async Task Get_ByWhoMayNotRead_IsForbiddenWhateverItHas()
    {
        var visitor = Caller.Visitor(sessions.A, owner.Principal.TenantId);

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.ReadSettingsAsync("agents", "*")).Status);
    }

    [Theory]
    [InlineData("PUT", null)]
    [InlineData("PUT", "text/plain")]
    [InlineData("PATCH", null)]
    [InlineData("PATCH", "application/x-www-form-urlencoded")]
    public async Task Change_BodyThatIsNotSaidToBeJson_IsNotTaken(string method, string? type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = type is null ? null : new(type);

        var (status, problem, _) = await owner.ChangeSettingsAsync(new HttpMethod(method), "chat", content, "*");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Equal("unsupported_media_type", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Put_SomeFields_GivesTheOthersTheirDefault()
    {
        await owner.ChangeSettingsAsync("agents", new { maxConcurrentChats = 9, autoAwayMinutes = 9 });

        var (status, body, tag) = await owner.ChangeSettingsAsync(
            HttpMethod.Put,
            "agents",
            new { autoAwayMinutes = 7 },
            "\"1\""
        );

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (status, tag));
        Assert.Equal(5, body.GetProperty("maxConcurrentChats").GetInt32());
        Assert.Equal(7, body.GetProperty("autoAwayMinutes").GetInt32());
    }

    [Fact]
    public async Task Patch_NestedFieldAndNull_KeepsTheRest()
    {
        await owner.ChangeSettingsAsync(
            "ai",
            new
            {
                debounceMilliseconds = 1,
                simulation = new { enabled = false },
                character = new
                {
                    name = "Ada",
                    tone = "kind",
                    personality = "patient",
                },
            }
        );

        await owner.ChangeSettingsAsync(
            "ai",
            new
            {
                debounceMilliseconds = (int?)null,
                simulation = new { minTypingMilliseconds = 2_000 },
                character = new { name = "Bo" },
            }
        );

        var (_, body, _) = await owner.ReadSettingsAsync("ai");
        Assert.Equal(0, body.GetProperty("debounceMilliseconds").GetInt32());
        Assert.False(body.GetProperty("simulation").GetProperty("enabled").GetBoolean());
        Assert.Equal(2_000, body.GetProperty("simulation").GetProperty("minTypingMilliseconds").GetInt32());
        Assert.Equal("Bo", body.GetProperty("character").GetProperty("name").GetString());
        Assert.Equal("kind", body.GetProperty("character").GetProperty("tone").GetString());
    }

    [Fact]
    public async Task Change_WithoutAVersion_IsRefused()
    {
        var (status, body, _) = await owner.ChangeSettingsAsync(HttpMethod.Put, "chat", new { }, null);

        Assert.Equal(428, (int)status);
        Assert.Equal("version_required", body.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("\"0\"")]
    [InlineData("\"2\"")]
    [InlineData("W/\"1\"")]
    [InlineData("1")]
    public async Task Change_FromAnotherVersion_IsRefused(string ifMatch)
    {
        await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 100 });

        var (status, body, _) = await owner.ChangeSettingsAsync(
            HttpMethod.Patch,
            "chat",
            new { idleTimeoutSeconds = 200 },
            ifMatch
        );

        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Equal("version_mismatch", body.GetProperty("code").GetString());
        Assert.Equal(100, (await owner.ReadSettingsAsync("chat")).Body.GetProperty("idleTimeoutSeconds").GetInt32());
    }

    [Theory]
    [InlineData("\"0\"")]
    [InlineData("\"1\"")]
    public async Task Change_ManyAtOnceFromOneVersion_OneWins(string ifMatch)
    {
        if (ifMatch == "\"1\"")
        {
            await owner.ChangeSettingsAsync("chat", new { idleTimeoutSeconds = 100 });
        }

        var changed = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    (i % 2 == 0 ? owner : owner.At(sessions.B)).ChangeSettingsAsync(
                        HttpMethod.Patch,
                        "chat",
                        new { idleTimeoutSeconds = 200 + i },
                        ifMatch
                    )
                )
        );

        Assert.Single(changed, answer => answer.Status is HttpStatusCode.OK);
        Assert.Equal(7, changed.Count(answer => answer.Status is HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Change_AnyVersionAtOnce_AllAreMade()
    {
        var changed = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(n =>
                    owner.ChangeSettingsAsync(HttpMethod.Patch, "chat", new { idleTimeoutSeconds = 100 + n }, "*")
                )
        );

        Assert.All(changed, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal("\"12\"", (await owner.ReadSettingsAsync("chat")).ETag);
    }

    [Fact]
    public async Task Change_BadBody_NamesEveryFaultAndChangesNothing()
    {
        var (status, problem, _) = await owner.ChangeSettingsAsync(
            HttpMethod.Patch,
            "chat",
            new
            {
                chatMode = "x",
                idleTimeoutSeconds = 1,
                extra = 1,
            },
            "*"
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/chatMode", "/extra", "/idleTimeoutSeconds"],
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(fault => fault.GetProperty("pointer").GetString()!)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal("\"0\"", (await owner.ReadSettingsAsync("chat")).ETag);
    }

    [Theory]
    [InlineData("PUT", """{"availableTags":["ok","\ud800"]}""", "/availableTags/1")]
    [InlineData("PATCH", """{"availableTags":["ok","\ud800"]}""", "/availableTags/1")]
    [InlineData("PATCH", """{"\udc00":null}""", "")]
    public async Task Change_TextThatIsNoUnicode_IsRefused(string method, string body, string pointer)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var (status, problem, _) = await owner.ChangeSettingsAsync(HttpMethod.Parse(method), "labels", content, "*");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(pointer, fault.GetProperty("pointer").GetString());
        Assert.Equal("characters", fault.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Change_TooLargeABody_IsRefused()
    {
        var (status, body, _) = await owner.ChangeSettingsAsync(
            HttpMethod.Patch,
            "labels",
            new { availableTags = new[] { new string('x', 300_000) } },
            "*"
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("body_too_large", body.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor, false)]
    [InlineData(PrincipalKind.User, false)]
    [InlineData(PrincipalKind.PublishableKey, false)]
    [InlineData(PrincipalKind.Agent, true)]
    public async Task Change_NotAnAdmin_IsForbidden(PrincipalKind kind, bool mayRead)
    {
        var caller = Caller.Of(sessions.A, kind);

        var read = await caller.ReadSettingsAsync("chat");
        var all = await caller.GetAsync("/v1/settings");
        var audit = await caller.GetAsync("/v1/settings/audit");
        var (status, body, _) = await caller.ChangeSettingsAsync(HttpMethod.Put, "chat", new { }, "*");

        Assert.Equal(mayRead ? HttpStatusCode.OK : HttpStatusCode.Forbidden, read.Status);
        Assert.Equal(mayRead ? HttpStatusCode.OK : HttpStatusCode.Forbidden, all.Status);
        Assert.Equal(HttpStatusCode.Forbidden, audit.Status);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("settings_forbidden", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Audit_Changes_SayWhoWhenAndWhat()
    {
        var admin = new Caller(
            sessions.A,
            owner.Principal with
            {
                Kind = PrincipalKind.Agent,
                Subject = "agent-7",
                DisplayName = "Grace",
                Roles = new HashSet<string>(StringComparer.Ordinal) { "admin" },
            }
        );
        await owner.ChangeSettingsAsync("labels", new { availableTags = new[] { "vip" } });
        await admin.ChangeSettingsAsync("ai", new { simulation = new { enabled = true }, humansFirst = true });
        await admin.ChangeSettingsAsync("ai", new { humansFirst = true });

        var (_, newest) = await owner.GetAsync("/v1/settings/audit?limit=1");
        var (_, oldest) = await owner.GetAsync("/v1/settings/audit?limit=1&cursor=" + newest.GetProperty("nextCursor"));
        var (_, labels) = await owner.GetAsync("/v1/settings/audit?section=labels");

        var change = Assert.Single(newest.GetProperty("data").EnumerateArray());
        Assert.Equal("ai", change.GetProperty("section").GetString());
        Assert.Equal(1, change.GetProperty("version").GetInt64());
        Assert.Equal("agent", change.GetProperty("actorKind").GetString());
        Assert.Equal("agent-7", change.GetProperty("actorId").GetString());
        Assert.Equal("Grace", change.GetProperty("actorName").GetString());
        Assert.Equal(
            """[{"to":true,"from":false,"pointer":"/humansFirst"},{"to":true,"from":false,"pointer":"/simulation/enabled"}]""",
            change.GetProperty("changes").GetRawText().Replace(" ", "", StringComparison.Ordinal)
        );
        var before = Assert.Single(oldest.GetProperty("data").EnumerateArray());
        Assert.Equal("secret-key", before.GetProperty("actorKind").GetString());
        Assert.False(oldest.GetProperty("hasMore").GetBoolean());
        Assert.Equal(
            before.GetProperty("id").GetGuid(),
            Assert.Single(labels.GetProperty("data").EnumerateArray()).GetProperty("id").GetGuid()
        );
    }

    [Fact]
    public async Task Audit_UnknownSection_IsNotFound()
    {
        var (status, body) = await owner.GetAsync("/v1/settings/audit?section=nothing");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("section_not_found", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task List_AfterAChange_ShowsAllSectionsAndVersions()
    {
        await owner.ChangeSettingsAsync("files", new { enabled = true });

        var (status, body) = await owner.GetAsync("/v1/settings");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(body.GetProperty("data").GetProperty("files").GetProperty("enabled").GetBoolean());
        Assert.Equal(SettingsSections.All.Count, body.GetProperty("data").EnumerateObject().Count());
        Assert.Equal(1, body.GetProperty("versions").GetProperty("files").GetInt64());
        Assert.Equal(0, body.GetProperty("versions").GetProperty("chat").GetInt64());
    }

    [Fact]
    public async Task Read_AnotherTenant_SeesItsOwn()
    {
        await owner.ChangeSettingsAsync("files", new { enabled = true });

        var (_, body, tag) = await Caller.Of(sessions.A, PrincipalKind.SecretKey).ReadSettingsAsync("files");

        Assert.False(body.GetProperty("enabled").GetBoolean());
        Assert.Equal("\"0\"", tag);
    }
}
