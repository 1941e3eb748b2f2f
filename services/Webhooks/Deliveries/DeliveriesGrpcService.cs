using Chat.Contracts.Webhooks.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace Chat.Webhooks.Deliveries;

internal sealed class DeliveriesGrpcService(ListDeliveriesHandler list, RedeliverHandler redeliver)
    : Contracts.Webhooks.V1.Deliveries.DeliveriesBase
{
    public override async Task<ListDeliveriesResponse> ListDeliveries(
        ListDeliveriesRequest request,
        ServerCallContext context
    )
    {
        var result = await list.HandleAsync(
            new ListDeliveries(
                context.GetPrincipal().TenantId,
                request.Limit == 0 ? null : request.Limit,
                request.Cursor,
                request.State.ToDomain()
            ),
            context.CancellationToken
        );
        return result.Match(
            page => new ListDeliveriesResponse
            {
                Deliveries = { page.Deliveries.Select(d => d.ToProto()) },
                NextCursor = page.NextCursor ?? "",
            },
            error => throw error.ToRpcException()
        );
    }

    public override async Task<Contracts.Webhooks.V1.Delivery> Redeliver(
        RedeliverRequest request,
        ServerCallContext context
    )
    {
        if (!Guid.TryParse(request.DeliveryId, out var id))
        {
            throw new DeliveryNotFound().ToRpcException();
        }

        var result = await redeliver.HandleAsync(
            new Redeliver(context.GetPrincipal().TenantId, id),
            context.CancellationToken
        );
        return result.Match(delivery => delivery.ToProto(), error => throw error.ToRpcException());
    }
}
