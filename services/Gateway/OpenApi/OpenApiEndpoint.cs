using System.Text.Json.Nodes;
using Chat.Gateway.Auth;
using Chat.Gateway.Proxy;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Gateway.OpenApi;

/// <summary><c>GET /openapi/v1.json</c>: the whole public surface as one OpenAPI 3.1 document.</summary>
internal sealed class OpenApiEndpoint(IServiceProvider services, ServiceDocuments documents, TimeProvider time)
{
    /// <summary>Name of the gateway's own, generated document.</summary>
    public const string DocumentName = "gateway";

    private static readonly TimeSpan WholeLifetime = TimeSpan.FromMinutes(5);

    // While a service is away its resources are listed without details; that should not last.
    private static readonly TimeSpan PartialLifetime = TimeSpan.FromSeconds(5);

    private readonly BoundedCache<string, string> cache = new(capacity: 1, time);

    public async Task<IResult> GetAsync(CancellationToken cancellationToken)
    {
        if (!cache.TryGet(DocumentName, out var text))
        {
            var others = await documents.FindAsync(cancellationToken);
            var document = await OwnAsync(cancellationToken);
            OpenApiMerger.Merge(document, others);
            text = document.ToJsonString();
            var isWhole = ProxyRoutes.All.All(route => others.ContainsKey(route.Service));
            cache.Set(DocumentName, text, isWhole ? WholeLifetime : PartialLifetime);
        }
        return TypedResults.Text(text, "application/json");
    }

    private async Task<JsonObject> OwnAsync(CancellationToken cancellationToken)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName);
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);
        return (JsonObject)JsonNode.Parse(text)!;
    }
}
