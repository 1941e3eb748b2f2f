using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Keys and tenants, in memory.</summary>
public sealed class FakeTenants : Tenants.TenantsBase
{
    private readonly ConcurrentDictionary<string, ResolvedKey> keys = new(StringComparer.Ordinal);
    private int resolveCalls;

    /// <summary>The only tenant.</summary>
    public static Guid TenantId { get; } = new("0190a000-0000-7000-8000-000000000001");

    /// <summary>How often a key was asked for.</summary>
    public int ResolveCalls => Volatile.Read(ref resolveCalls);

    /// <summary>Makes a key known.</summary>
    public void Add(string key, KeyKind kind, params string[] origins)
    {
        var resolved = new ResolvedKey
        {
            KeyId = $"id-of-{kind}",
            Kind = kind,
            Tenant = new ResolvedTenant { TenantId = TenantId.ToString(), Slug = "default" },
        };
        resolved.AllowedOrigins.Add(origins);
        keys[HashOf(Encoding.UTF8.GetBytes(key), isHashed: false)] = resolved;
    }

    /// <summary>Makes a key unknown, as one that is revoked.</summary>
    public void Remove(string key) => keys.TryRemove(HashOf(Encoding.UTF8.GetBytes(key), isHashed: false), out _);

    /// <inheritdoc/>
    public override Task<ResolvedKey> ResolveKey(ResolveKeyRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref resolveCalls);
        return keys.TryGetValue(HashOf(request.KeyHash.ToByteArray(), isHashed: true), out var key)
            ? Task.FromResult(key)
            : throw new RpcException(new Status(StatusCode.NotFound, "no such key"));
    }

    /// <inheritdoc/>
    public override Task<ResolvedTenant> ResolveTenant(ResolveTenantRequest request, ServerCallContext context) =>
        request.Slug == "default"
            ? Task.FromResult(new ResolvedTenant { TenantId = TenantId.ToString(), Slug = "default" })
            : throw new RpcException(new Status(StatusCode.NotFound, "no such tenant"));

    private static string HashOf(byte[] bytes, bool isHashed) =>
        Convert.ToHexString(isHashed ? bytes : SHA256.HashData(bytes));
}
