using Chat.Contracts.Knowledge.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Passages;

/// <summary>
/// Asks Knowledge: questions that come while a call is under way share the next one. A lone one waits for nothing, and
/// one whose documents must be loaded first gets a call of its own.
/// </summary>
internal sealed class SearchCalls : IAsyncDisposable
{
    private const int MaxBatch = 64;
    private static readonly Unavailable Late = new("knowledge_timeout", "Knowledge did not answer in time.");

    private readonly Retrieval.RetrievalClient _retrieval;
    private readonly IIdentityTokens _tokens;
    private readonly Principal _service;
    private readonly TimeSpan _timeout;
    private readonly GroupCommitter<SearchItem, SearchResult> _calls;

    /// <summary>One per process.</summary>
    public SearchCalls(
        Retrieval.RetrievalClient retrieval,
        IIdentityTokens tokens,
        ServiceName service,
        IOptions<PassagesOptions> options
    )
    {
        _retrieval = retrieval;
        _tokens = tokens;
        _service = Principal.ForService(service.Value, Guid.Empty);
        _timeout = options.Value.Timeout;
        _calls = new GroupCommitter<SearchItem, SearchResult>(
            CallAsync,
            new GroupCommitterOptions
            {
                Lanes = 1,
                MaxBatch = MaxBatch,
                MaxBatchSize = GrpcRequestLimits.MaxGatheredBytes,
            },
            static item => item.CalculateSize()
        );
    }

    /// <summary>The passages, or why there are none.</summary>
    public async Task<Result<SearchResponse>> SearchAsync(
        SearchRequest search,
        Principal principal,
        CancellationToken cancellationToken
    )
    {
        var item = new SearchItem { Identity = _tokens.Issue(principal), Search = search };
        var answered = await AnswerAsync(item, cancellationToken);
        if (!answered.IsSuccess)
        {
            return answered.Error;
        }
        return answered.Value.ResultCase switch
        {
            SearchResult.ResultOneofCase.Found => answered.Value.Found,
            SearchResult.ResultOneofCase.Cold => await AloneAsync(search, principal, cancellationToken),
            _ => answered.Value.Error.ToError(),
        };
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _calls.DisposeAsync();

    /// <summary>The time-out counts the wait for the call before: one that hangs must not hold up a queue of replies.</summary>
    private async Task<Result<SearchResult>> AnswerAsync(SearchItem item, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            return await _calls.CommitAsync(item, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return Late;
        }
    }

    private async Task<Result<SearchResponse>> AloneAsync(
        SearchRequest search,
        Principal principal,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _retrieval.SearchAsync(search, GrpcCall.As(principal, cancellationToken, _timeout));
        }
        catch (RpcException exception)
        {
            return exception.ToError();
        }
        catch (OperationCanceledException)
        {
            // The engine gives a deadline this form. A reply that is being stopped does not care.
            return Late;
        }
    }

    private async Task<IReadOnlyList<Result<SearchResult>>> CallAsync(
        IReadOnlyList<SearchItem> items,
        CancellationToken cancellationToken
    )
    {
        var request = new SearchManyRequest();
        request.Items.Add(items);
        try
        {
            var call = _retrieval.SearchManyAsync(request, GrpcCall.As(_service, cancellationToken, _timeout));
            return [.. (await call).Results.Select(result => (Result<SearchResult>)result)];
        }
        catch (RpcException exception)
        {
            return All(exception.ToError());
        }
        catch (OperationCanceledException)
        {
            return All(Late);
        }

        IReadOnlyList<Result<SearchResult>> All(Error error) => [.. items.Select(_ => (Result<SearchResult>)error)];
    }
}
