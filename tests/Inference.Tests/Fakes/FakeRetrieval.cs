using Chat.Contracts.Knowledge.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>Knowledge at the edge of the generated client.</summary>
internal sealed class FakeRetrieval : Retrieval.RetrievalClient
{
    public SearchResponse Response { get; set; } = new() { DocumentCount = 1 };

    public Exception? Failure { get; set; }

    public List<SearchRequest> Searches { get; } = [];

    public override AsyncUnaryCall<SearchResponse> SearchAsync(SearchRequest request, CallOptions options)
    {
        Searches.Add(request);
        var response = Failure is { } failure ? Task.FromException<SearchResponse>(failure) : Task.FromResult(Response);
        return new(response, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
