using System.Security.Cryptography;
using Chat.ServiceDefaults;
using Chat.Sessions.Tenants;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Tenants;

[Trait("Level", "Component")]
public sealed class TenantStoreTests(SessionsFixture sessions)
{
    private readonly TenantStore store = sessions.A.Get<TenantStore>();
    private readonly string slug = "t" + Ids.New().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SeedTenant_Again_KeepsItsId()
    {
        var first = await store.SeedTenantAsync(Ids.New(), slug, "One", Token);

        var second = await store.SeedTenantAsync(Ids.New(), slug, "Two", Token);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task SeedKey_AnotherKey_ReplacesTheOneBefore()
    {
        var tenant = await store.SeedTenantAsync(Ids.New(), slug, "Test", Token);
        var (before, after) = (Key(["https://a.example"]), Key(["https://b.example"]));

        await store.SeedKeyAsync(tenant, before, Token);
        await store.SeedKeyAsync(tenant, after, Token);

        Assert.Null(await store.FindKeyAsync(before.Hash, Token));
        Assert.Equal(["https://b.example"], (await store.FindKeyAsync(after.Hash, Token))!.AllowedOrigins);
    }

    [Fact]
    public async Task SeedKey_TheFormerKeyAgain_IsValidAgain()
    {
        var tenant = await store.SeedTenantAsync(Ids.New(), slug, "Test", Token);
        var (before, after) = (Key([]), Key([]));
        await store.SeedKeyAsync(tenant, before, Token);
        await store.SeedKeyAsync(tenant, after, Token);

        await store.SeedKeyAsync(tenant, before, Token);

        Assert.NotNull(await store.FindKeyAsync(before.Hash, Token));
        Assert.Null(await store.FindKeyAsync(after.Hash, Token));
    }

    [Fact]
    public async Task SeedKey_KeyOfAnotherTenant_LeavesItThere()
    {
        var tenant = await store.SeedTenantAsync(Ids.New(), slug, "Test", Token);
        var other = await store.SeedTenantAsync(Ids.New(), slug + "x", "Other", Token);
        var key = Key([]);
        await store.SeedKeyAsync(tenant, key, Token);

        await store.SeedKeyAsync(other, key with { Id = Ids.New() }, Token);

        Assert.Equal(tenant, (await store.FindKeyAsync(key.Hash, Token))!.Tenant.TenantId);
    }

    private static SeedKey Key(string[] origins) =>
        new()
        {
            Id = Ids.New(),
            Kind = KeyKind.Publishable,
            ConfiguredAs = "publishable",
            Hash = RandomNumberGenerator.GetBytes(32),
            Hint = "0123",
            AllowedOrigins = origins,
        };
}
