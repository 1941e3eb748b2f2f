using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Customers;

/// <summary>The gRPC edge of customers.</summary>
[Authorize]
internal sealed class CustomersGrpcService(EnsureCustomerHandler ensure) : Wire.Customers.CustomersBase
{
    public override async Task<EnsureCustomerResponse> EnsureCustomer(
        EnsureCustomerRequest request,
        ServerCallContext context
    )
    {
        var principal = context.GetPrincipal();
        if (CustomersPolicy.Refuse(principal) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var ensured = await ensure.HandleAsync(principal.TenantId, request.ToChange(), context.CancellationToken);
        return ensured.IsSuccess
            ? new EnsureCustomerResponse { Customer = ensured.Value.Customer.ToWire(), Created = ensured.Value.IsNew }
            : throw ensured.Error.ToRpcException();
    }
}
