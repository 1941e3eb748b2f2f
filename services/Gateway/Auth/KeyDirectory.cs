using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Auth;

/// <summary>What keys and tenant slugs stand for: asked of Sessions, remembered for a short while.</summary>
internal sealed class KeyDirectory(Tenants.TenantsClient tenants, IOptions<AuthOptions> options, TimeProvider time)
{
    private readonly BoundedCache<KeyHash, Result<TenantKey>> keys = new(options.Value.CacheEntries, time);
    private readonly BoundedCache<string, Result<Guid>> slugs = new(options.Value.CacheEntries, time);

    /// <summary>The key's tenant and rights; <see cref="KeyRefused"/> when it does not hold.</summary>
    public ValueTask<Result<TenantKey>> FindAsync(string key, CancellationToken cancellationToken)
    {
        var hash = KeyHash.Of(key);
        return keys.TryGet(hash, out var known)
            ? ValueTask.FromResult(known)
            : new ValueTask<Result<TenantKey>>(AskAsync(hash, cancellationToken));
    }

    /// <summary>The tenant with this slug; <see cref="TenantUnknown"/> when there is none.</summary>
    public ValueTask<Result<Guid>> FindTenantAsync(string slug, CancellationToken cancellationToken) =>
        slugs.TryGet(slug, out var known)
            ? ValueTask.FromResult(known)
            : new ValueTask<Result<Guid>>(AskTenantAsync(slug, cancellationToken));

    private async Task<Result<TenantKey>> AskAsync(KeyHash hash, CancellationToken cancellationToken)
    {
        Result<TenantKey> found;
        Error? fault;
        try
        {
            var request = new ResolveKeyRequest { KeyHash = UnsafeByteOperations.UnsafeWrap(hash.ToBytes()) };
            found = ToKey(
                await tenants.ResolveKeyAsync(request, GrpcCall.As(GatewayIdentity.ForTenants, cancellationToken))
            );
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound)
        {
            found = new KeyRefused();
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault;
        }
        keys.Set(hash, found, found.IsSuccess ? options.Value.KeyLifetime : options.Value.RefusalLifetime);
        return found;
    }

    private async Task<Result<Guid>> AskTenantAsync(string slug, CancellationToken cancellationToken)
    {
        Result<Guid> found;
        Error? fault;
        try
        {
            var request = new ResolveTenantRequest { Slug = slug };
            var tenant = await tenants.ResolveTenantAsync(
                request,
                GrpcCall.As(GatewayIdentity.ForTenants, cancellationToken)
            );
            found = Guid.Parse(tenant.TenantId);
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound)
        {
            found = new TenantUnknown();
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault;
        }
        slugs.Set(slug, found, found.IsSuccess ? options.Value.KeyLifetime : options.Value.RefusalLifetime);
        return found;
    }

    private static TenantKey ToKey(ResolvedKey key)
    {
        var isSecret = key.Kind == KeyKind.Secret;
        var principal = new Principal
        {
            TenantId = Guid.Parse(key.Tenant.TenantId),
            Subject = key.KeyId,
            Kind = isSecret ? PrincipalKind.SecretKey : PrincipalKind.PublishableKey,
        };
        var caller = new Caller(isSecret ? CallerKind.SecretKey : CallerKind.PublishableKey, principal);
        return new TenantKey(caller, [.. key.AllowedOrigins]);
    }
}
