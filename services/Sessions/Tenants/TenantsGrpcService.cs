using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tenants;

/// <summary>The gRPC edge of tenants and keys; for services only.</summary>
[Authorize(Policies.Service)]
internal sealed class TenantsGrpcService(TenantStore store, KeyUses uses, TenantSeeder seeder)
    : Wire.Tenants.TenantsBase
{
    private const int HashBytes = 32;

    public override async Task<Wire.ResolvedKey> ResolveKey(Wire.ResolveKeyRequest request, ServerCallContext context)
    {
        if (request.KeyHash.Length != HashBytes)
        {
            throw Invalid.Field("/keyHash", "length", "Must be a SHA-256 of 32 bytes.").ToRpcException();
        }

        var key = await store.FindKeyAsync(request.KeyHash.ToByteArray(), context.CancellationToken);
        if (key is null)
        {
            throw Unknown(new KeyNotFound());
        }

        uses.Note(key.KeyId);
        var answer = new Wire.ResolvedKey
        {
            KeyId = key.KeyId.ToString(),
            Kind = (Wire.KeyKind)key.Kind,
            Tenant = ToWire(key.Tenant),
        };
        answer.AllowedOrigins.Add(key.AllowedOrigins);
        return answer;
    }

    public override async Task<Wire.ResolvedTenant> ResolveTenant(
        Wire.ResolveTenantRequest request,
        ServerCallContext context
    ) =>
        await store.FindTenantAsync(request.Slug, context.CancellationToken) is { } tenant
            ? ToWire(tenant)
            : throw Unknown(new TenantNotFound());

    // Before the configured ones are written, what is not there may only be not there yet.
    private RpcException Unknown(Error error) =>
        seeder.IsDone ? error.ToRpcException() : new TenantsNotReady().ToRpcException();

    private static Wire.ResolvedTenant ToWire(ResolvedTenant tenant) =>
        new() { TenantId = tenant.TenantId.ToString(), Slug = tenant.Slug };
}
