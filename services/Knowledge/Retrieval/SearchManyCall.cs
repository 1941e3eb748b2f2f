using Chat.Contracts.Knowledge.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using WireResult = Chat.Contracts.Knowledge.V1.SearchResult;

namespace Chat.Knowledge.Retrieval;

/// <summary>The edge of <c>Retrieval.SearchMany</c>: answers what is in memory, and lets the rest be loaded meanwhile.</summary>
internal sealed class SearchManyCall(SearchDocuments search, IIdentityTokens tokens)
{
    private const int MaxItems = 64;

    // Services take messages of 4 MiB (Grpc:Client:MaxMessageBytes); one more would be refused with all that is in it.
    private const int MaxBytes = 3 * 1024 * 1024;
    private const int UnitBytes = 3;
    private const int HitBytes = 128;

    public SearchManyResponse Handle(SearchManyRequest request)
    {
        if (request.Items.Count is 0 or > MaxItems)
        {
            throw Invalid.Field("/items", "length", $"Must have 1 to {MaxItems} items.").ToRpcException();
        }

        var response = new SearchManyResponse();
        var room = MaxBytes;
        foreach (var item in request.Items)
        {
            var result = Search(item);
            room -= BytesOf(result.Found);
            // What does not fit gets an answer of its own.
            response.Results.Add(room >= 0 ? result : new WireResult { Cold = true });
        }

        return response;
    }

    private WireResult Search(SearchItem item)
    {
        var principal = tokens.Validate(item.Identity);
        if (!principal.IsSuccess)
        {
            return new WireResult { Error = principal.Error.ToRpcStatus() };
        }

        var asked = item.Search ?? new SearchRequest();
        var finding = search.SearchAsync(principal.Value.TenantId, asked.Query, asked.Limit, CancellationToken.None);
        if (!finding.IsCompletedSuccessfully)
        {
            _ = LoadAsync(finding.AsTask());
            return new WireResult { Cold = true };
        }

        var found = finding.Result;
        return found.IsSuccess
            ? new WireResult { Found = SearchMapping.ToProto(found.Value) }
            : new WireResult { Error = found.Error.ToRpcStatus() };
    }

    // A failure is logged and counted where the documents are loaded, and met again by the Search that follows.
    private static async Task LoadAsync(Task loading) =>
        await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>At most: counting the bytes of each text would cost more than it is worth.</summary>
    private static int BytesOf(SearchResponse? found) =>
        found?.Hits.Sum(static hit =>
            HitBytes + (UnitBytes * (hit.Text.Length + hit.Title.Length + hit.Question.Length + hit.Url.Length))
        ) ?? 0;
}
