using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Presence;

/// <summary>The gRPC edge of presence.</summary>
[Authorize]
internal sealed class AgentPresencesGrpcService(BeatHandler handler, IOptions<PresenceOptions> options)
    : Wire.AgentPresences.AgentPresencesBase
{
    private const int MaxInstance = 64;

    [Authorize(Policies.Service)]
    public override async Task<Wire.BeatResponse> Beat(Wire.BeatRequest request, ServerCallContext context)
    {
        if (request.Instance.Length is 0 or > MaxInstance)
        {
            throw Invalid.Field("/instance", "length", $"Must have 1 to {MaxInstance} characters.").ToRpcException();
        }

        if (request.Agents.Count > BeatHandler.MaxBeats)
        {
            throw Invalid.Field("/agents", "count", $"Must be at most {BeatHandler.MaxBeats}.").ToRpcException();
        }

        var beats = request.Agents.Select(ToDomain).ToList();
        var ended = await handler.HandleAsync(request.Instance, beats, context.CancellationToken);
        return new Wire.BeatResponse
        {
            NextBeat = Duration.FromTimeSpan(options.Value.BeatInterval),
            EndedLoginIds = { ended.Select(login => login.ToString()) },
        };
    }

    public override async Task<Wire.SetStatusResponse> SetStatus(
        Wire.SetStatusRequest request,
        ServerCallContext context
    )
    {
        var principal = context.GetPrincipal();
        var status = (AgentStatus)request.Status;
        if (!System.Enum.IsDefined(status))
        {
            throw Invalid.Field("/status", "unknown_value", "Must be a status.").ToRpcException();
        }

        var agentId =
            request.AgentId.Length == 0
                ? AgentAccess.AgentIdOf(principal) ?? throw new StatusForbidden().ToRpcException()
                : WireIds.ParseChosen(request.AgentId, "/agentId");
        var set = await handler.ChooseAsync(principal, agentId, status, context.CancellationToken);
        return set.IsSuccess
            ? new Wire.SetStatusResponse
            {
                Status = (Wire.PresenceStatus)set.Value.Status,
                Chosen = (Wire.PresenceStatus)set.Value.Chosen,
            }
            : throw set.Error.ToRpcException();
    }

    private static AgentBeat ToDomain(Wire.AgentBeat beat) =>
        new(
            new AgentKey(
                WireIds.ParseChosen(beat.TenantId, "/agents/tenantId"),
                WireIds.ParseChosen(beat.AgentId, "/agents/agentId")
            ),
            WireIds.ParseChosen(beat.LoginId, "/agents/loginId"),
            beat.Connected,
            beat.Active
        );
}
