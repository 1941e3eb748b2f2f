using Chat.ServiceDefaults;
using Chat.Sessions.Keys;
using Chat.Sessions.Tenants;
using Chat.Sessions.Tests.Testing;
using Microsoft.Extensions.Hosting;

namespace Chat.Sessions.Tests.Tenants;

[Trait("Level", "Component")]
public sealed class OtherTenantsTests(SessionsFixture sessions)
{
    [Fact]
    public async Task Start_FurtherTenant_HasItsIdAndKeys()
    {
        var (id, slug) = (Ids.New(), "t" + Ids.New().ToString("N"));
        var (publishable, secret) = ("pk_test_" + Ids.New().ToString("N"), "sk_test_" + Ids.New().ToString("N"));

        await using var instance = await sessions.StartAsync(
            ("Tenants:Others:0:Id", id.ToString()),
            ("Tenants:Others:0:Slug", slug),
            ("Tenants:Others:0:PublishableKey", publishable),
            ("Tenants:Others:0:SecretKey", secret),
            ("Tenants:Others:0:AllowedOrigins:0", "https://books.example")
        );
        await instance.Get<IEnumerable<IHostedService>>().OfType<TenantSeeder>().Single().Seeded;

        var store = instance.Get<TenantStore>();
        var (first, second) = (await FindAsync(store, publishable), await FindAsync(store, secret));
        Assert.Equal(new ResolvedTenant(id, slug), first!.Tenant);
        Assert.Equal(["https://books.example"], first.AllowedOrigins);
        Assert.Equal(new ResolvedTenant(id, slug), second!.Tenant);
        Assert.Equal("default", (await FindAsync(store, SessionsFixture.SecretKey))!.Tenant.Slug);
    }

    private static Task<ResolvedKey?> FindAsync(TenantStore store, string key) =>
        store.FindKeyAsync(KeySecret.HashOf(key), TestContext.Current.CancellationToken);
}
