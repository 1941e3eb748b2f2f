using Chat.Contracts.Knowledge.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>Knowledge at the edge of the generated client.</summary>
internal sealed class FakeRetrieval : Retrieval.RetrievalClient
{
    public SearchResponse Response { get; set; } = new() { DocumentCount = 1 };

    public Exception? Failure { get; set; }

    public List<SearchRequest> Searches { get; } = [];

    /// <summary>SearchMany says that the documents are not in memory.</summary>
    public bool IsCold { get; set; }

    public override AsyncUnaryCall<SearchResponse> SearchAsync(SearchRequest request, CallOptions options)
    {
        Searches.Add(request);
        return Answer(Response);
    }

    /// <summary>SearchMany never answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>What an answer waits for.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>Bytes of each SearchMany call.</summary>
    public List<int> Sizes { get; } = [];

    public override AsyncUnaryCall<SearchManyResponse> SearchManyAsync(SearchManyRequest request, CallOptions options)
    {
        if (Hangs)
        {
            return new(
                new TaskCompletionSource<SearchManyResponse>().Task,
                Task.FromResult(new Metadata()),
                () => Status.DefaultSuccess,
                () => [],
                () => { }
            );
        }
        Sizes.Add(request.CalculateSize());
        var response = new SearchManyResponse();
        foreach (var item in request.Items)
        {
            if (IsCold)
            {
                response.Results.Add(new SearchResult { Cold = true });
            }
            else
            {
                Searches.Add(item.Search);
                response.Results.Add(new SearchResult { Found = Response });
            }
        }
        return Answer(response);
    }

    private AsyncUnaryCall<T> Answer<T>(T response) =>
        new(
            Failure is { } failure ? Task.FromException<T>(failure) : After(response),
            Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess,
            () => [],
            () => { }
        );

    private async Task<T> After<T>(T response)
    {
        await Before;
        return response;
    }
}
