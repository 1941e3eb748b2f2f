using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using LeadsClient = Chat.Contracts.Sessions.V1.Leads.LeadsClient;

namespace Chat.Inference.Tools.Leads;

/// <summary>
/// Has Sessions store leads. Whoever else wants to know learns it from the bus, so nobody's endpoint can make a capture
/// fail that was done.
/// </summary>
internal sealed class LeadCapture(LeadsClient leads, ServiceName service, ToolsLog log)
{
    /// <summary>Stores one; a repeated call id stores nothing.</summary>
    public async Task<ToolOutcome> CaptureAsync(
        ToolScope scope,
        CaptureLeadRequest request,
        CancellationToken cancellationToken
    )
    {
        var principal = Principal.ForService(service.Value, scope.TenantId, "speak");
        try
        {
            var captured = await leads.CaptureLeadAsync(request, GrpcCall.As(principal, cancellationToken));
            return ToolOutcome.Success("The details were stored; the company will get in touch.", captured.Lead);
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            var error = exception.ToError();
            if (error is Invalid invalid)
            {
                return ToolOutcome.Failure(string.Join(' ', invalid.Faults.Select(Sentence)));
            }
            log.LeadRefused(scope.ReplyId, error.Code);
            return ToolOutcome.Failure("The details could not be stored now.");
        }
    }

    private static string Sentence(FieldFault fault) => $"{fault.Pointer.TrimStart('/')}: {fault.Message}";
}
