using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Auth;

/// <summary>Keys and tenants as a test says they are, without a connection.</summary>
internal sealed class FixedTenants : Tenants.TenantsClient
{
    /// <summary>The answer to the question for a key.</summary>
    public Func<ResolvedKey> Key { get; set; } = static () => throw NotFound();

    /// <summary>The answer to the question for a tenant.</summary>
    public Func<ResolvedTenant> Tenant { get; set; } = static () => throw NotFound();

    /// <summary>Hashes of the keys that were asked for.</summary>
    public List<byte[]> Hashes { get; } = [];

    /// <summary>Names of the tenants that were asked for.</summary>
    public List<string> Slugs { get; } = [];

    /// <summary>There is none.</summary>
    public static RpcException NotFound() => new(new Status(StatusCode.NotFound, "none"));

    /// <inheritdoc/>
    public override AsyncUnaryCall<ResolvedKey> ResolveKeyAsync(ResolveKeyRequest request, CallOptions options)
    {
        Hashes.Add(request.KeyHash.ToByteArray());
        return Answer(Key);
    }

    /// <inheritdoc/>
    public override AsyncUnaryCall<ResolvedTenant> ResolveTenantAsync(ResolveTenantRequest request, CallOptions options)
    {
        Slugs.Add(request.Slug);
        return Answer(Tenant);
    }

    private static AsyncUnaryCall<T> Answer<T>(Func<T> answer) =>
        new(
            Task.Run(answer),
            Task.FromResult(new Metadata()),
            static () => Status.DefaultSuccess,
            static () => [],
            static () => { }
        );
}
