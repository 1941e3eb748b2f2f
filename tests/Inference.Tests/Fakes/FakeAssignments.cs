using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>Sessions' assignments at the edge of the generated client.</summary>
internal sealed class FakeAssignments : Assignments.AssignmentsClient
{
    /// <summary>What the next call fails with; null: it does not.</summary>
    public RpcException? Failure { get; set; }

    public List<EscalateRequest> Requests { get; } = [];

    public override AsyncUnaryCall<AssignmentResponse> EscalateAsync(EscalateRequest request, CallOptions options)
    {
        Requests.Add(request);
        var answer = Failure is null
            ? Task.FromResult(new AssignmentResponse())
            : Task.FromException<AssignmentResponse>(Failure);
        return new(answer, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
