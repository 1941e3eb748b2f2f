using System.Security.Cryptography;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Auth;

/// <summary>What <see cref="KeyDirectory"/> asks, and how long it believes the answer.</summary>
public sealed class KeyLookupTests
{
    private const string Key = "sk_live_Zürich";
    private static readonly Guid TenantId = new("0190a000-0000-7000-8000-000000000001");
    private readonly FakeTimeProvider time = new();
    private readonly FixedTenants sessions = new();
    private readonly KeyDirectory keys;

    public KeyLookupTests() => keys = new KeyDirectory(sessions, Options.Create(new AuthOptions()), time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyKind.Publishable, "PublishableKey", PrincipalKind.PublishableKey)]
    [InlineData(KeyKind.Secret, "SecretKey", PrincipalKind.SecretKey)]
    public async Task FindAsync_Key_IsWhoItStandsFor(KeyKind kind, string caller, PrincipalKind principal)
    {
        sessions.Key = () => Resolved(kind);

        var found = (await keys.FindAsync(Key, Cancelled)).Value;

        Assert.Equal(caller, found.Caller.Kind.ToString());
        Assert.Equal(
            (TenantId, "key-1", principal),
            (found.Caller.TenantId, found.Caller.Principal.Subject, found.Caller.Principal.Kind)
        );
        Assert.Equal(["https://a.example", "*"], found.AllowedOrigins);
    }

    [Fact]
    public async Task FindAsync_Key_IsAskedForByItsHashOnly()
    {
        await keys.FindAsync(Key, Cancelled);

        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(Key)), Assert.Single(sessions.Hashes));
    }

    [Fact]
    public async Task FindAsync_KnownKey_IsBelievedForThirtySeconds()
    {
        sessions.Key = static () => Resolved(KeyKind.Secret);
        await keys.FindAsync(Key, Cancelled);
        sessions.Key = static () => throw FixedTenants.NotFound();

        time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        Assert.True((await keys.FindAsync(Key, Cancelled)).IsSuccess);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("key_invalid", (await keys.FindAsync(Key, Cancelled)).Error?.Code);
        Assert.Equal(2, sessions.Hashes.Count);
    }

    [Fact]
    public async Task FindAsync_UnknownKey_IsRefusedForFiveSecondsWithoutAsking()
    {
        await keys.FindAsync(Key, Cancelled);
        sessions.Key = static () => Resolved(KeyKind.Secret);

        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.Equal("key_invalid", (await keys.FindAsync(Key, Cancelled)).Error?.Code);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.True((await keys.FindAsync(Key, Cancelled)).IsSuccess);
    }

    [Fact]
    public async Task FindAsync_SessionsIsAway_IsNotBelieved()
    {
        sessions.Key = static () => throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        Assert.IsAssignableFrom<Unavailable>((await keys.FindAsync(Key, Cancelled)).Error);
        sessions.Key = static () => Resolved(KeyKind.Secret);

        Assert.True((await keys.FindAsync(Key, Cancelled)).IsSuccess);
    }

    [Fact]
    public async Task FindAsync_AnotherKey_IsAskedForItself()
    {
        sessions.Key = static () => Resolved(KeyKind.Secret);
        await keys.FindAsync(Key, Cancelled);
        sessions.Key = static () => throw FixedTenants.NotFound();

        Assert.False((await keys.FindAsync(Key + "x", Cancelled)).IsSuccess);
    }

    [Fact]
    public async Task FindTenantAsync_KnownSlug_IsAskedForOnceInThirtySeconds()
    {
        sessions.Tenant = static () => new ResolvedTenant { TenantId = TenantId.ToString(), Slug = "acme" };

        Assert.Equal(TenantId, (await keys.FindTenantAsync("acme", Cancelled)).Value);
        Assert.Equal(TenantId, (await keys.FindTenantAsync("acme", Cancelled)).Value);
        Assert.Equal(["acme"], sessions.Slugs);
        time.Advance(TimeSpan.FromSeconds(30));
        await keys.FindTenantAsync("acme", Cancelled);

        Assert.Equal(["acme", "acme"], sessions.Slugs);
    }

    [Fact]
    public async Task FindTenantAsync_UnknownSlug_IsAskedForAgainAfterFiveSeconds()
    {
        Assert.Equal("tenant_not_found", (await keys.FindTenantAsync("acme", Cancelled)).Error?.Code);
        Assert.Equal("tenant_not_found", (await keys.FindTenantAsync("acme", Cancelled)).Error?.Code);
        Assert.Single(sessions.Slugs);
        sessions.Tenant = static () => new ResolvedTenant { TenantId = TenantId.ToString() };
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.True((await keys.FindTenantAsync("acme", Cancelled)).IsSuccess);
    }

    [Fact]
    public async Task FindTenantAsync_SessionsIsAway_IsNotBelieved()
    {
        sessions.Tenant = static () => throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        Assert.IsAssignableFrom<Unavailable>((await keys.FindTenantAsync("acme", Cancelled)).Error);
        sessions.Tenant = static () => new ResolvedTenant { TenantId = TenantId.ToString() };

        Assert.True((await keys.FindTenantAsync("acme", Cancelled)).IsSuccess);
    }

    private static ResolvedKey Resolved(KeyKind kind) =>
        new()
        {
            KeyId = "key-1",
            Kind = kind,
            Tenant = new ResolvedTenant { TenantId = TenantId.ToString() },
            AllowedOrigins = { "https://a.example", "*" },
        };
}
