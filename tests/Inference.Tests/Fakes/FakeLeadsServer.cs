using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>Sessions' leads as a real gRPC service that takes everything.</summary>
internal sealed class FakeLeadsServer : Leads.LeadsBase
{
    public ConcurrentQueue<CaptureLeadRequest> Captured { get; } = new();

    public override Task<CaptureLeadResponse> CaptureLead(CaptureLeadRequest request, ServerCallContext context)
    {
        Captured.Enqueue(request);
        var lead = new Lead
        {
            Id = "l1",
            ConversationId = request.ConversationId,
            Name = request.Name,
            Source = request.Source,
        };
        return Task.FromResult(new CaptureLeadResponse { Lead = lead });
    }
}
