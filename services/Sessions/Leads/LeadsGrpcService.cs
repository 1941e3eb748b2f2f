using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Paging;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Leads;

/// <summary>The gRPC edge of leads.</summary>
[Authorize]
internal sealed class LeadsGrpcService(CaptureLeadHandler capture, ListLeadsHandler list) : Wire.Leads.LeadsBase
{
    [Authorize(Policies.SpeakScope)]
    public override async Task<CaptureLeadResponse> CaptureLead(CaptureLeadRequest request, ServerCallContext context)
    {
        var captured = await capture.HandleAsync(
            request.ToDomain(context.GetPrincipal().TenantId),
            context.CancellationToken
        );
        return captured.IsSuccess
            ? new CaptureLeadResponse { Lead = captured.Value.Lead.ToWire(), Duplicate = captured.Value.Duplicate }
            : throw captured.Error.ToRpcException();
    }

    public override async Task<ListLeadsResponse> ListLeads(ListLeadsRequest request, ServerCallContext context)
    {
        var page = PageRequest.Parse(request.Cursor, request.Limit == 0 ? null : request.Limit);
        if (!page.IsSuccess)
        {
            throw page.Error.ToRpcException();
        }

        var found = await list.HandleAsync(context.GetPrincipal(), page.Value, context.CancellationToken);
        if (!found.IsSuccess)
        {
            throw found.Error.ToRpcException();
        }

        var answer = ListAnswer.Of(found.Value, page.Value.Limit, LeadMapping.ToWire, lead => lead.Id.ToString());
        var response = new ListLeadsResponse { NextCursor = answer.NextCursor ?? "" };
        response.Leads.Add(answer.Data);
        return response;
    }
}
