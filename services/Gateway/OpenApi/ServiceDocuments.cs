using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Gateway.Auth;
using Chat.Gateway.Proxy;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.OpenApi;

/// <summary>Asks the services for the descriptions of their REST resources.</summary>
internal sealed class ServiceDocuments(HttpClient http, DocumentSources sources, IIdentityTokens tokens)
{
    private const string DocumentPath = "/openapi/v1.json";

    /// <summary>The documents by service; services that are away or describe nothing are left out.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> FindAsync(CancellationToken cancellationToken)
    {
        var names = ProxyRoutes.All.Select(static route => route.Service).Distinct(StringComparer.Ordinal).ToArray();
        var found = await Task.WhenAll(names.Select(name => AskAsync(name, cancellationToken)));
        var documents = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        for (var index = 0; index < names.Length; index++)
        {
            if (found[index] is { } document)
            {
                documents[names[index]] = document;
            }
        }
        return documents;
    }

    private async Task<JsonObject?> AskAsync(string service, CancellationToken cancellationToken)
    {
        if (!sources.Addresses.TryGetValue(service, out var address))
        {
            return null;
        }
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, DocumentPath));
        request.Headers.Authorization = new("Bearer", tokens.Issue(GatewayIdentity.ForTenants));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonNode.ParseAsync(body, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (Exception away)
            when (away is HttpRequestException or JsonException
                || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            // The page lists its resources without details until the service is back.
            return null;
        }
    }
}
