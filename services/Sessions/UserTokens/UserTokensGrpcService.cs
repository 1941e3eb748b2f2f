using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Customers;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.UserTokens;

/// <summary>The gRPC edge of user tokens.</summary>
[Authorize]
internal sealed class UserTokensGrpcService(EnsureCustomerHandler customers, UserTokenStore store)
    : Wire.UserTokens.UserTokensBase
{
    private const int MaxPage = 1_000;

    public override async Task<AdmitUserResponse> AdmitUser(AdmitUserRequest request, ServerCallContext context)
    {
        var tenantId = TenantOf(context);
        CheckUserId(request.UserId);
        var known = new CustomerChange
        {
            ExternalId = request.UserId,
            Name = NullIfEmpty(request.Name.Trim()),
            Email = NullIfEmpty(request.Email.Trim()),
        };
        var ensured = await customers.HandleAsync(tenantId, known, context.CancellationToken);
        if (!ensured.IsSuccess)
        {
            throw ensured.Error.ToRpcException();
        }

        var customer = ensured.Value.Customer;
        return new AdmitUserResponse
        {
            CustomerId = customer.Id.ToString(),
            Name = customer.Profile.Name,
            Email = customer.Profile.Email ?? "",
            Generation = await store.CurrentAsync(context.CancellationToken),
        };
    }

    public override async Task<RevokeUserTokensResponse> RevokeUserTokens(
        RevokeUserTokensRequest request,
        ServerCallContext context
    )
    {
        var tenantId = TenantOf(context);
        CheckUserId(request.UserId);
        return new RevokeUserTokensResponse
        {
            Generation = await store.RevokeAsync(tenantId, request.UserId, context.CancellationToken),
        };
    }

    [Authorize(Policies.Service)]
    public override async Task<ListRevocationsResponse> ListRevocations(
        ListRevocationsRequest request,
        ServerCallContext context
    )
    {
        if (request.Limit is < 1 or > MaxPage)
        {
            throw Invalid.Field("/limit", "out_of_range", $"Must be 1 to {MaxPage}.").ToRpcException();
        }

        var response = new ListRevocationsResponse();
        foreach (var found in await store.ListAsync(request.After, request.Limit, context.CancellationToken))
        {
            response.Revocations.Add(
                new Revocation
                {
                    TenantId = found.TenantId.ToString(),
                    UserId = found.UserId,
                    Generation = found.Generation,
                }
            );
        }

        return response;
    }

    private static Guid TenantOf(ServerCallContext context)
    {
        var principal = context.GetPrincipal();
        return principal.Kind is PrincipalKind.SecretKey
            ? principal.TenantId
            : throw new SecretKeyRequired().ToRpcException();
    }

    private static void CheckUserId(string userId)
    {
        if (userId.Length is < 1 or > CustomerValidator.MaxExternalId || userId.Contains('\0'))
        {
            throw Invalid
                .Field("/userId", "length", $"Must have 1 to {CustomerValidator.MaxExternalId} UTF-16 units.")
                .ToRpcException();
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
