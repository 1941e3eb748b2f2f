using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Conversations;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Assignments;

/// <summary>The gRPC edge of who has a conversation.</summary>
[Authorize]
internal sealed class AssignmentsGrpcService(
    AssignmentHandler assignments,
    EscalationHandler escalations,
    HandBackHandler handBacks,
    PreferAgentHandler preferences
) : Wire.Assignments.AssignmentsBase
{
    public override async Task<AssignmentResponse> Accept(AcceptRequest request, ServerCallContext context) =>
        Answer(
            await assignments.AcceptAsync(Request(context, request.ConversationId, new()), context.CancellationToken)
        );

    public override async Task<AssignmentResponse> TakeOver(TakeOverRequest request, ServerCallContext context) =>
        Answer(
            await assignments.TakeOverAsync(Request(context, request.ConversationId, new()), context.CancellationToken)
        );

    public override async Task<AssignmentResponse> Assign(AssignRequest request, ServerCallContext context)
    {
        var body = new AssignmentBody
        {
            AgentId = WireIds.ParseChosen(request.AgentId, "/agentId"),
            Note = NullIfEmpty(request.Note),
            BeyondCapacity = request.BeyondCapacity,
        };
        return Answer(
            await assignments.AssignAsync(Request(context, request.ConversationId, body), context.CancellationToken)
        );
    }

    public override async Task<AssignmentResponse> Transfer(TransferRequest request, ServerCallContext context)
    {
        var body = new AssignmentBody
        {
            AgentId = WireIds.ParseChosen(request.AgentId, "/agentId"),
            Note = NullIfEmpty(request.Note),
        };
        return Answer(
            await assignments.TransferAsync(Request(context, request.ConversationId, body), context.CancellationToken)
        );
    }

    public override async Task<AssignmentResponse> HandBack(HandBackRequest request, ServerCallContext context) =>
        Answer(
            await handBacks.HandleAsync(
                context.GetPrincipal(),
                WireIds.Parse(request.ConversationId),
                context.CancellationToken
            )
        );

    public override async Task<AssignmentResponse> Queue(QueueRequest request, ServerCallContext context) =>
        Answer(
            await escalations.QueueAsync(
                new EscalationRequest(
                    context.GetPrincipal(),
                    WireIds.Parse(request.ConversationId),
                    Needs(request.Needs) with
                    {
                        Note = NullIfEmpty(request.Note),
                    }
                ),
                context.CancellationToken
            )
        );

    public override async Task<AssignmentResponse> Escalate(EscalateRequest request, ServerCallContext context)
    {
        var body = Needs(request.Needs) with
        {
            AgentId = request.AgentId.Length > 0 ? WireIds.ParseChosen(request.AgentId, "/agentId") : null,
            Note = NullIfEmpty(request.Note),
        };
        return Answer(
            await escalations.EscalateAsync(
                new EscalationRequest(context.GetPrincipal(), WireIds.Parse(request.ConversationId), body),
                context.CancellationToken
            )
        );
    }

    public override async Task<AssignmentResponse> Prefer(PreferRequest request, ServerCallContext context) =>
        Answer(
            await preferences.HandleAsync(
                context.GetPrincipal(),
                WireIds.Parse(request.ConversationId),
                WireIds.ParseChosen(request.AgentId, "/agentId"),
                context.CancellationToken
            )
        );

    private static AssignmentRequest Request(ServerCallContext context, string conversationId, AssignmentBody body) =>
        new(context.GetPrincipal(), WireIds.Parse(conversationId), body, ExpectedRevision: null);

    private static QueueBody Needs(AgentNeeds? needs) =>
        new()
        {
            Skills = needs is { Skills.Count: > 0 } ? needs.Skills : null,
            Department = NullIfEmpty(needs?.Department),
            TeamId = needs is { TeamId.Length: > 0 } ? WireIds.ParseChosen(needs.TeamId, "/needs/teamId") : null,
        };

    private static AssignmentResponse Answer(Result<ConversationState> result) =>
        result.IsSuccess
            ? new AssignmentResponse { Conversation = result.Value.ToWire() }
            : throw result.Error.ToRpcException();

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
