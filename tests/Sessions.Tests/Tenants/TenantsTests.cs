using System.Security.Cryptography;
using System.Text;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tenants;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Google.Protobuf;
using Grpc.Core;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Tenants;

[Trait("Level", "Component")]
public sealed class TenantsTests(SessionsFixture sessions)
{
    private readonly Caller gateway = Caller.Of(sessions.A, PrincipalKind.Service);

    [Theory]
    [InlineData(SessionsFixture.PublishableKey, Wire.KeyKind.Publishable)]
    [InlineData(SessionsFixture.SecretKey, Wire.KeyKind.Secret)]
    public async Task ResolveKey_ConfiguredKey_NamesTheDefaultTenant(string key, Wire.KeyKind kind)
    {
        await SeededAsync();

        var resolved = await ResolveAsync(key);

        Assert.Equal(kind, resolved.Kind);
        Assert.Equal("default", resolved.Tenant.Slug);
        Assert.Equal(kind is Wire.KeyKind.Publishable ? ["*"] : [], resolved.AllowedOrigins);
    }

    [Fact]
    public async Task ResolveKey_UnknownKey_IsNotFound()
    {
        await SeededAsync();

        var refusal = await Caller.RefusalAsync(() => ResolveAsync("pk_live_nobody-has-this-key"));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task ResolveKey_UnknownKeyBeforeTheConfiguredOnesAreWritten_MayBeThereLater()
    {
        await SeededAsync();
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("lock table tenants in share mode", connection, transaction);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var instance = await sessions.StartAsync();
        var service = Caller.Of(instance, PrincipalKind.Service);
        async Task ResolveAsync() =>
            await instance.Tenants.ResolveKeyAsync(
                new Wire.ResolveKeyRequest { KeyHash = ByteString.CopyFrom(new byte[32]) },
                service.Options(TestContext.Current.CancellationToken)
            );

        var before = await Caller.RefusalAsync(ResolveAsync);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        await instance.Get<TenantSeeder>().Seeded.WithTimeout();
        var after = await Caller.RefusalAsync(ResolveAsync);

        Assert.Equal((StatusCode.Unavailable, StatusCode.NotFound), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task ResolveKey_NotAHash_IsInvalid()
    {
        var refusal = await Caller.RefusalAsync(() => ResolveHashAsync([1, 2, 3]));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public async Task ResolveKey_AsVisitor_IsForbidden()
    {
        var visitor = Caller.Visitor(sessions.A);

        var refusal = await Caller.RefusalAsync(async () =>
            await sessions.A.Tenants.ResolveKeyAsync(
                new Wire.ResolveKeyRequest(),
                visitor.Options(TestContext.Current.CancellationToken)
            )
        );

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task ResolveKey_Used_NotesTheTimeLater()
    {
        await SeededAsync();
        var key = await ResolveAsync(SessionsFixture.SecretKey);

        await Eventually.TrueAsync(() => WasUsedAsync(key.KeyId), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ResolveTenant_Default_IsFound()
    {
        await SeededAsync();

        var tenant = await ResolveTenantAsync("default");

        Assert.Equal("default", tenant.Slug);
        Assert.True(Guid.TryParse(tenant.TenantId, out _));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a\0b")]
    public async Task ResolveTenant_Unknown_IsNotFound(string slug)
    {
        await SeededAsync();

        var refusal = await Caller.RefusalAsync(() => ResolveTenantAsync(slug));

        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    private Task SeededAsync() => sessions.A.Get<TenantSeeder>().Seeded.WithTimeout();

    private async Task<bool> WasUsedAsync(string keyId)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select last_used_at is not null from api_keys where id = $1"
        );
        command.Parameters.AddWithValue(Guid.Parse(keyId));
        return (bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private Task<Wire.ResolvedKey> ResolveAsync(string key) =>
        ResolveHashAsync(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private async Task<Wire.ResolvedKey> ResolveHashAsync(byte[] hash) =>
        await sessions.A.Tenants.ResolveKeyAsync(
            new Wire.ResolveKeyRequest { KeyHash = ByteString.CopyFrom(hash) },
            gateway.Options(TestContext.Current.CancellationToken)
        );

    private async Task<Wire.ResolvedTenant> ResolveTenantAsync(string slug) =>
        await sessions.A.Tenants.ResolveTenantAsync(
            new Wire.ResolveTenantRequest { Slug = slug },
            gateway.Options(TestContext.Current.CancellationToken)
        );
}
