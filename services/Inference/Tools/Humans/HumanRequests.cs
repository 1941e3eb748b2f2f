using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using AssignmentsClient = Chat.Contracts.Sessions.V1.Assignments.AssignmentsClient;

namespace Chat.Inference.Tools.Humans;

/// <summary>Has Sessions queue conversations for agents; asking again changes nothing.</summary>
internal sealed class HumanRequests(AssignmentsClient assignments, ServiceName service, ToolsLog log)
{
    /// <summary>Asks for a person.</summary>
    public async Task<ToolOutcome> RequestAsync(
        ToolScope scope,
        EscalateRequest request,
        CancellationToken cancellationToken
    )
    {
        var principal = Principal.ForService(service.Value, scope.TenantId, "speak");
        try
        {
            await assignments.EscalateAsync(request, GrpcCall.As(principal, cancellationToken));
            return ToolOutcome.Success("A person was asked for. The visitor keeps this conversation and waits here.");
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            log.HumanRefused(scope.ReplyId, exception.ToError().Code);
            return ToolOutcome.Failure("Nobody could be asked for now. Offer to take contact details instead.");
        }
    }
}
