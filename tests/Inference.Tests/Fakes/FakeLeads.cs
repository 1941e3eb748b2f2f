using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>Sessions' leads at the edge of the generated client.</summary>
internal sealed class FakeLeads : Leads.LeadsClient
{
    /// <summary>Answer to a capture; an exception: its failure.</summary>
    public Func<CaptureLeadRequest, CaptureLeadResponse> OnCapture { get; set; } =
        request => new CaptureLeadResponse
        {
            Lead = new Lead
            {
                Id = "l1",
                Name = request.Name,
                Source = request.Source,
            },
        };

    public List<CaptureLeadRequest> Requests { get; } = [];

    public override AsyncUnaryCall<CaptureLeadResponse> CaptureLeadAsync(
        CaptureLeadRequest request,
        CallOptions options
    )
    {
        Requests.Add(request);
        return new(Answer(request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    private Task<CaptureLeadResponse> Answer(CaptureLeadRequest request)
    {
        try
        {
            return Task.FromResult(OnCapture(request));
        }
        catch (RpcException exception)
        {
            return Task.FromException<CaptureLeadResponse>(exception);
        }
    }
}
