using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Does whatever is asked.</summary>
public sealed class FakeAssignments : Assignments.AssignmentsBase
{
    /// <summary>What was asked.</summary>
    public ConcurrentQueue<IMessage> Requests { get; } = new();

    /// <inheritdoc/>
    public override Task<AssignmentResponse> Accept(AcceptRequest request, ServerCallContext context) => Take(request);

    /// <inheritdoc/>
    public override Task<AssignmentResponse> TakeOver(TakeOverRequest request, ServerCallContext context) =>
        Take(request);

    /// <inheritdoc/>
    public override Task<AssignmentResponse> Transfer(TransferRequest request, ServerCallContext context) =>
        Take(request);

    /// <inheritdoc/>
    public override Task<AssignmentResponse> HandBack(HandBackRequest request, ServerCallContext context) =>
        Take(request);

    /// <inheritdoc/>
    public override Task<AssignmentResponse> Queue(QueueRequest request, ServerCallContext context) => Take(request);

    /// <inheritdoc/>
    public override Task<AssignmentResponse> Escalate(EscalateRequest request, ServerCallContext context) =>
        Take(request);

    private Task<AssignmentResponse> Take(IMessage request)
    {
        Requests.Enqueue(request);
        return Task.FromResult(new AssignmentResponse { Conversation = new Conversation() });
    }
}
