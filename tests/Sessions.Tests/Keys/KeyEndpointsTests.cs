using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tenants;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Keys;

[Trait("Level", "Component")]
public sealed class KeyEndpointsTests(SessionsFixture sessions) : IAsyncLifetime
{
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    public async ValueTask InitializeAsync() =>
        await sessions
            .A.Get<TenantStore>()
            .SeedTenantAsync(
                owner.Principal.TenantId,
                "t" + Ids.New().ToString("N"),
                "Test",
                TestContext.Current.CancellationToken
            );

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Create_Publishable_ShowsTheKeyOnceAndItResolves()
    {
        var (status, made) = await CreateAsync("publishable");
        var (_, shown) = await owner.GetAsync("/v1/keys/" + Id(made));

        var secret = made.GetProperty("key").GetString()!;
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.StartsWith("pk_live_", secret, StringComparison.Ordinal);
        Assert.Equal(secret[^4..], made.GetProperty("hint").GetString());
        Assert.False(shown.TryGetProperty("key", out _));
        Assert.Equal(owner.Principal.TenantId, (await ResolveAsync(secret))!.Tenant.TenantId);
    }

    [Fact]
    public async Task Create_SameIdempotencyKey_MakesOneKey()
    {
        var body = new { kind = "secret", name = "Backend" };
        var (_, first) = await owner.SubmitAsync("/v1/keys", body, "retry-1");

        var (status, second) = await owner.SubmitAsync("/v1/keys", body, "retry-1");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(Id(first), Id(second));
        Assert.False(second.TryGetProperty("key", out _));
    }

    [Fact]
    public async Task Create_BadBody_NamesEveryFault()
    {
        var (status, problem) = await owner.SubmitAsync(
            "/v1/keys",
            new { kind = "other", allowedOrigins = new[] { "https://a.example/path" } }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/kind", "/name", "/allowedOrigins/0"],
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString())
        );
    }

    [Fact]
    public async Task Rotate_ValidKey_BothWorkDuringTheGrace()
    {
        var (_, old) = await CreateAsync("secret");

        var (_, made) = await owner.SubmitAsync($"/v1/keys/{Id(old)}/rotate", new { graceSeconds = 60 });

        Assert.NotNull(await ResolveAsync(old.GetProperty("key").GetString()!));
        Assert.NotNull(await ResolveAsync(made.GetProperty("key").GetString()!));
    }

    [Fact]
    public async Task Create_AfterMoreRotationsThanKeysMayHold_IsMade()
    {
        await InsertKeysAsync(1_000, "now() - interval '1 second'");

        var (status, _) = await CreateAsync("secret");

        Assert.Equal(HttpStatusCode.Created, status);
    }

    [Fact]
    public async Task CreateAndRotate_AsManyAsMayHold_AreRefusedAndEndNothing()
    {
        var (_, made) = await CreateAsync("secret");
        await InsertKeysAsync(999, "now() + interval '1 hour'");

        var created = await CreateAsync("secret");
        var rotated = await owner.SubmitAsync($"/v1/keys/{Id(made)}/rotate", new { graceSeconds = 0 });

        Assert.Equal("too_many_keys", created.Body.GetProperty("code").GetString());
        Assert.Equal("too_many_keys", rotated.Body.GetProperty("code").GetString());
        Assert.NotNull(await ResolveAsync(made.GetProperty("key").GetString()!));
    }

    [Fact]
    public async Task Rotate_WithoutGrace_EndsTheOldKey()
    {
        var (_, old) = await CreateAsync("secret");

        await owner.SubmitAsync($"/v1/keys/{Id(old)}/rotate", new { graceSeconds = 0 });

        Assert.Null(await ResolveAsync(old.GetProperty("key").GetString()!));
    }

    [Fact]
    public async Task Rotate_SameIdempotencyKeyAfterTheOldOneEnded_MakesOneKey()
    {
        var (_, old) = await CreateAsync("secret");
        var path = $"/v1/keys/{Id(old)}/rotate";
        var (_, first) = await owner.SubmitAsync(path, new { graceSeconds = 0 }, "rotate-1");

        var (status, second) = await owner.SubmitAsync(path, new { graceSeconds = 0 }, "rotate-1");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(Id(first), Id(second));
        Assert.False(second.TryGetProperty("key", out _));
    }

    [Fact]
    public async Task Rotate_RevokedKey_IsRefused()
    {
        var (_, key) = await CreateAsync("secret");
        await owner.SubmitAsync($"/v1/keys/{Id(key)}/revoke", null);

        var (status, problem) = await owner.SubmitAsync($"/v1/keys/{Id(key)}/rotate", null);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("key_not_valid", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Delete_ValidKey_EndsIt()
    {
        var (_, key) = await CreateAsync("secret");

        var (status, _) = await owner.DeleteAsync("/v1/keys/" + Id(key));

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Null(await ResolveAsync(key.GetProperty("key").GetString()!));
    }

    [Fact]
    public async Task List_SeveralPages_GivesEachKeyOnce()
    {
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add(Id((await CreateAsync("secret")).Body));
        }

        var seen = new List<string>();
        var cursor = "";
        do
        {
            var (_, page) = await owner.GetAsync("/v1/keys?limit=2&cursor=" + cursor);
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(Id));
            cursor = page.GetProperty("hasMore").GetBoolean() ? page.GetProperty("nextCursor").GetString() : null;
        } while (cursor is not null);

        made.Reverse();
        Assert.Equal(made, seen);
    }

    [Fact]
    public async Task Get_AnotherTenantsKey_IsNotFound()
    {
        var (_, key) = await CreateAsync("secret");
        var other = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        var (status, _) = await other.GetAsync("/v1/keys/" + Id(key));

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task List_WithoutSecretKey_IsForbidden(PrincipalKind kind)
    {
        var (status, problem) = await Caller.Of(sessions.A, kind).GetAsync("/v1/keys");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("keys_forbidden", problem.GetProperty("code").GetString());
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> CreateAsync(string kind) =>
        owner.SubmitAsync("/v1/keys", new { kind, name = "Key" });

    private static string Id(JsonElement key) => key.GetProperty("id").GetString()!;

    private Task<ResolvedKey?> ResolveAsync(string key) =>
        sessions
            .A.Get<TenantStore>()
            .FindKeyAsync(SHA256.HashData(Encoding.UTF8.GetBytes(key)), TestContext.Current.CancellationToken);

    private async Task InsertKeysAsync(int count, string expiry)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            $"""
            insert into api_keys (id, tenant_id, kind, name, hash, hint, expires_at)
            select gen_random_uuid(), $1, 2, 'k', sha256(gen_random_uuid()::text::bytea), 'hint', {expiry}
            from generate_series(1, {count})
            """
        );
        command.Parameters.AddWithValue(owner.Principal.TenantId);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
