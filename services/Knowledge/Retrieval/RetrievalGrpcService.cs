using Chat.Contracts.Knowledge.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Knowledge.Retrieval;

/// <summary>The gRPC edge of retrieval.</summary>
[Authorize]
internal sealed class RetrievalGrpcService(SearchDocuments search, SearchManyCall many)
    : Contracts.Knowledge.V1.Retrieval.RetrievalBase
{
    /// <inheritdoc />
    public override async Task<SearchResponse> Search(SearchRequest request, ServerCallContext context)
    {
        var tenantId = context.GetPrincipal().TenantId;
        var found = await search.SearchAsync(tenantId, request.Query, request.Limit, context.CancellationToken);
        return found.IsSuccess ? SearchMapping.ToProto(found.Value) : throw found.Error.ToRpcException();
    }

    /// <inheritdoc />
    [Authorize(Policies.Service)]
    public override Task<SearchManyResponse> SearchMany(SearchManyRequest request, ServerCallContext context) =>
        Task.FromResult(many.Handle(request));
}
