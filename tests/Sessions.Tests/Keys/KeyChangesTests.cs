using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tenants;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Keys;

/// <summary>What becomes of keys that are made, rotated or revoked twice, at once, or by somebody else.</summary>
[Trait("Level", "Component")]
public sealed class KeyChangesTests(SessionsFixture sessions) : IAsyncLifetime
{
    private const string Path = "/v1/keys";
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    public ValueTask InitializeAsync() => SeedAsync(owner);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Create_SameKeyAtOnce_MakesOneAndShowsItOnce()
    {
        var made = await AtOnceAsync(caller => CreateAsync(caller, key: "k"));

        IsOne(made);
        Assert.Single((await owner.GetAsync(Path)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Create_SameKeyAtOnceForTheLastPlace_IsWhatTheFirstMade()
    {
        await InsertAsync(999, "null", "null");

        IsOne(await AtOnceAsync(caller => CreateAsync(caller, key: "k")));
    }

    [Fact]
    public async Task Create_AtOnceForTheLastPlace_OnlyOneFits()
    {
        await InsertAsync(999, "null", "null");

        var made = await AtOnceAsync(caller => CreateAsync(caller));

        Assert.Single(made, one => one.Status is HttpStatusCode.Created);
        Assert.Equal(7, made.Count(one => one.Status is HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Create_ManyWereRevoked_HasRoom()
    {
        await InsertAsync(1_000, "null", "now()");

        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(owner)).Status);
    }

    [Fact]
    public async Task Create_SameKeyOfAnotherTenant_IsAnotherOne()
    {
        var other = Caller.Of(sessions.A, PrincipalKind.SecretKey);
        await SeedAsync(other);
        var (_, first) = await CreateAsync(owner, key: "k");

        var (status, second) = await CreateAsync(other, key: "k");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(Text(first, "id"), Text(second, "id"));
        Assert.True(second.TryGetProperty("key", out _));
    }

    [Fact]
    public async Task Create_Publishable_HasItsOriginsAndNothingElseYet()
    {
        var (_, made) = await owner.SubmitAsync(
            Path,
            new
            {
                kind = "publishable",
                name = "Shop",
                allowedOrigins = new[] { "https://shop.example", "*" },
            }
        );

        var (_, shown) = await owner.GetAsync($"{Path}/{Text(made, "id")}");
        Assert.Equal(("publishable", "Shop"), (Text(shown, "kind"), Text(shown, "name")));
        Assert.Equal(["https://shop.example", "*"], Origins(shown));
        Assert.Equal(
            (null, null, null),
            (Text(shown, "lastUsedAt"), Text(shown, "expiresAt"), Text(shown, "revokedAt"))
        );
    }

    [Fact]
    public async Task Rotate_Publishable_KeepsWhatItMay()
    {
        var (_, old) = await owner.SubmitAsync(
            Path,
            new
            {
                kind = "publishable",
                name = "Shop",
                allowedOrigins = new[] { "https://shop.example" },
            }
        );

        var (status, made) = await owner.SubmitAsync($"{Path}/{Text(old, "id")}/rotate", null);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("publishable", "Shop"), (Text(made, "kind"), Text(made, "name")));
        Assert.Equal(["https://shop.example"], Origins(made));
        Assert.NotEqual(Text(old, "id"), Text(made, "id"));
        Assert.NotEqual(Text(old, "key"), Text(made, "key"));
        Assert.Null(Text(made, "expiresAt"));
        var (_, ending) = await owner.GetAsync($"{Path}/{Text(old, "id")}");
        var grace = ending.GetProperty("expiresAt").GetDateTime() - made.GetProperty("createdAt").GetDateTime();
        Assert.Equal(24, grace.TotalHours, 0.01);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.Created)]
    [InlineData(2_592_000, HttpStatusCode.Created)]
    [InlineData(-1, HttpStatusCode.BadRequest)]
    [InlineData(2_592_001, HttpStatusCode.BadRequest)]
    public async Task Rotate_GraceAtTheBounds_IsTakenUpToThem(int graceSeconds, HttpStatusCode expected)
    {
        var (_, old) = await CreateAsync(owner);

        var (status, _) = await owner.SubmitAsync($"{Path}/{Text(old, "id")}/rotate", new { graceSeconds });

        Assert.Equal(expected, status);
        Assert.Equal(graceSeconds == 0, await ResolveAsync(old) is null);
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Created)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task Rotate_KeyAtTheBound_IsTakenUpToIt(int length, HttpStatusCode expected)
    {
        var (_, old) = await CreateAsync(owner);

        var (status, _) = await owner.SubmitAsync($"{Path}/{Text(old, "id")}/rotate", null, new string('k', length));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Rotate_EverythingWrong_NamesAllAtOnce()
    {
        var (_, old) = await CreateAsync(owner);

        var (_, body) = await owner.SubmitAsync(
            $"{Path}/{Text(old, "id")}/rotate",
            new { graceSeconds = -1 },
            new string('k', 256)
        );

        Assert.Equal(
            ["/graceSeconds", "/Idempotency-Key"],
            body.GetProperty("errors").EnumerateArray().Select(fault => Text(fault, "pointer"))
        );
    }

    [Fact]
    public async Task Rotate_SameKeyAtOnceWithoutGrace_MakesOneAndShowsItOnce()
    {
        var (_, old) = await CreateAsync(owner);
        var path = $"{Path}/{Text(old, "id")}/rotate";

        IsOne(await AtOnceAsync(caller => caller.SubmitAsync(path, new { graceSeconds = 0 }, "k")));
        Assert.Equal(2, (await owner.GetAsync(Path)).Body.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Rotate_AtOnceWithoutGrace_OnlyOneReplacesIt()
    {
        var (_, old) = await CreateAsync(owner);
        var path = $"{Path}/{Text(old, "id")}/rotate";

        var made = await AtOnceAsync(caller => caller.SubmitAsync(path, new { graceSeconds = 0 }));

        Assert.Single(made, one => one.Status is HttpStatusCode.Created);
        Assert.All(
            made.Where(one => one.Status is not HttpStatusCode.Created),
            one => Assert.Equal((HttpStatusCode.Conflict, "key_not_valid"), (one.Status, Text(one.Body, "code")))
        );
    }

    [Fact]
    public async Task Rotate_WithTheKeyOfItsMaking_IsAnotherOne()
    {
        var (_, old) = await CreateAsync(owner, key: "k");
        var (_, other) = await CreateAsync(owner);

        var (_, first) = await owner.SubmitAsync($"{Path}/{Text(old, "id")}/rotate", null, "k");
        var (_, second) = await owner.SubmitAsync($"{Path}/{Text(other, "id")}/rotate", null, "k");

        Assert.Equal(4, new[] { old, other, first, second }.Select(key => Text(key, "id")).Distinct().Count());
        Assert.True(second.TryGetProperty("key", out _));
    }

    [Fact]
    public async Task Rotate_RanOut_IsRefused()
    {
        var (_, old) = await CreateAsync(owner);
        var path = $"{Path}/{Text(old, "id")}/rotate";
        await owner.SubmitAsync(path, new { graceSeconds = 0 });

        var (status, body) = await owner.SubmitAsync(path, null);

        Assert.Equal((HttpStatusCode.Conflict, "key_not_valid"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Revoke_Again_KeepsWhenItWas()
    {
        var (_, key) = await CreateAsync(owner);

        var (first, revoked) = await owner.SubmitAsync($"{Path}/{Text(key, "id")}/revoke", null);
        var (second, again) = await owner.SubmitAsync($"{Path}/{Text(key, "id")}/revoke", null);
        var (third, _) = await owner.DeleteAsync($"{Path}/{Text(key, "id")}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent), (first, second, third));
        // Postgres keeps microseconds.
        Assert.Equal(
            revoked.GetProperty("revokedAt").GetDateTime(),
            again.GetProperty("revokedAt").GetDateTime(),
            TimeSpan.FromMicroseconds(1)
        );
        Assert.Null(await ResolveAsync(key));
        var (_, shown) = await owner.GetAsync($"{Path}/{Text(key, "id")}");
        Assert.Equal(Text(again, "revokedAt"), Text(shown, "revokedAt"));
    }

    [Fact]
    public async Task All_AnotherTenantsOrUnknown_AreNotFound()
    {
        var (_, key) = await CreateAsync(owner);
        var stranger = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        foreach (var (caller, id) in new[] { (stranger, Text(key, "id")), (owner, Ids.NewText()) })
        {
            (HttpStatusCode Status, JsonElement Body)[] refused =
            [
                await caller.GetAsync($"{Path}/{id}"),
                await caller.SubmitAsync($"{Path}/{id}/rotate", null),
                await caller.SubmitAsync($"{Path}/{id}/revoke", null),
                await caller.DeleteAsync($"{Path}/{id}"),
            ];
            Assert.All(
                refused,
                one => Assert.Equal((HttpStatusCode.NotFound, "key_not_found"), (one.Status, Text(one.Body, "code")))
            );
        }

        Assert.NotNull(await ResolveAsync(key));
    }

    [Theory]
    [InlineData(PrincipalKind.Agent)]
    [InlineData(PrincipalKind.User)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task All_WithoutASecretKey_AreForbidden(PrincipalKind kind)
    {
        var (_, key) = await CreateAsync(owner);
        var caller = new Caller(
            sessions.A,
            owner.Principal with
            {
                Kind = kind,
                Roles = AgentRoles.UpTo(AgentRoles.Admin),
            }
        );

        HttpStatusCode[] refused =
        [
            (await caller.GetAsync(Path)).Status,
            (await CreateAsync(caller)).Status,
            (await caller.GetAsync($"{Path}/{Text(key, "id")}")).Status,
            (await caller.SubmitAsync($"{Path}/{Text(key, "id")}/rotate", null)).Status,
            (await caller.SubmitAsync($"{Path}/{Text(key, "id")}/revoke", null)).Status,
            (await caller.DeleteAsync($"{Path}/{Text(key, "id")}")).Status,
        ];

        Assert.All(refused, status => Assert.Equal(HttpStatusCode.Forbidden, status));
        Assert.NotNull(await ResolveAsync(key));
    }

    private ValueTask SeedAsync(Caller caller) =>
        new(
            sessions
                .A.Get<TenantStore>()
                .SeedTenantAsync(
                    caller.Principal.TenantId,
                    "t" + Ids.New().ToString("N"),
                    "Test",
                    TestContext.Current.CancellationToken
                )
        );

    private Task<(HttpStatusCode Status, JsonElement Body)[]> AtOnceAsync(
        Func<Caller, Task<(HttpStatusCode Status, JsonElement Body)>> call
    ) => Task.WhenAll(Enumerable.Range(0, 8).Select(n => call(n % 2 == 0 ? owner : owner.At(sessions.B))));

    private static void IsOne((HttpStatusCode Status, JsonElement Body)[] made)
    {
        Assert.All(made, one => Assert.True(one.Status is HttpStatusCode.Created, one.Body.ToString()));
        Assert.Single(made.Select(one => Text(one.Body, "id")).Distinct());
        Assert.Single(made, one => one.Body.TryGetProperty("key", out _));
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> CreateAsync(Caller caller, string? key = null) =>
        caller.SubmitAsync(Path, new { kind = "secret", name = "Key" }, key);

    private Task<ResolvedKey?> ResolveAsync(JsonElement key) =>
        sessions
            .A.Get<TenantStore>()
            .FindKeyAsync(
                SHA256.HashData(Encoding.UTF8.GetBytes(Text(key, "key")!)),
                TestContext.Current.CancellationToken
            );

    private async Task InsertAsync(int count, string expiry, string revocation)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            $"""
            insert into api_keys (id, tenant_id, kind, name, hash, hint, expires_at, revoked_at)
            select gen_random_uuid(), $1, 2, 'k', sha256(gen_random_uuid()::text::bytea), 'hint', {expiry}, {revocation}
            from generate_series(1, {count})
            """
        );
        command.Parameters.AddWithValue(owner.Principal.TenantId);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string?> Origins(JsonElement key) =>
        key.GetProperty("allowedOrigins").EnumerateArray().Select(origin => origin.GetString());

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
