namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>The page's REST resources, at its own paths.</summary>
internal static class XcelsiorRoutes
{
    private const string Get = "GET";
    private const string Put = "PUT";
    private const string Post = "POST";

    // What Allow says of each path to whoever comes with another method.
    private static readonly (string Path, string Methods)[] s_paths =
    [
        ("/customers", $"{Get}, {Post}"),
        ("/customers/search", Get),
        ("/customers/{customerId}", $"{Get}, {Put}"),
        ("/conversations", $"{Get}, {Post}"),
        ("/conversations/{conversationId}", $"{Get}, {Put}"),
        ("/conversations/{conversationId}/assign", Put),
        ("/conversations/{conversationId}/close", Put),
        ("/agents", $"{Get}, {Post}"),
        ("/agents/available", Get),
        ("/agents/{agentId}", $"{Get}, {Put}"),
        ("/agents/{agentId}/status", Put),
        ("/messages", Get),
        ("/messages/search", Get),
        ("/messages/{messageId}", Get),
        ("/messages/{conversationId}/stats", Get),
        ("/attachments/upload-url", Post),
    ];

    public static void MapXcelsiorRest(this IEndpointRouteBuilder routes, XcelsiorRestEndpoint endpoint)
    {
        MapCustomers(routes, endpoint);
        MapConversations(routes, endpoint);
        MapAgents(routes, endpoint);
        MapMessages(routes, endpoint);
        _ = routes.MapPost("/attachments/upload-url", endpoint.ForCustomers(XcelsiorAttachments.AnnounceAsync));
        foreach (var (path, methods) in s_paths)
        {
            // Routing prefers those above, which name their method, and would itself answer as the native API does.
            _ = routes.Map(path, context => XcelsiorAnswers.WriteNotAllowedAsync(context, methods));
        }
    }

    private static void MapCustomers(IEndpointRouteBuilder routes, XcelsiorRestEndpoint endpoint)
    {
        _ = routes.MapPost("/customers", endpoint.ForCompany(XcelsiorCustomers.CreateAsync));
        _ = routes.MapGet("/customers", endpoint.ForCompany(XcelsiorCustomers.ListAsync));
        _ = routes.MapGet("/customers/search", endpoint.ForCompany(XcelsiorCustomers.SearchAsync));
        _ = routes.MapGet("/customers/{customerId}", endpoint.ForCompany(XcelsiorCustomers.GetAsync));
        _ = routes.MapPut("/customers/{customerId}", endpoint.ForCompany(XcelsiorCustomers.UpdateAsync));
    }

    private static void MapConversations(IEndpointRouteBuilder routes, XcelsiorRestEndpoint endpoint)
    {
        const string One = "/conversations/{conversationId}";
        _ = routes.MapPost("/conversations", endpoint.ForCompany(XcelsiorConversationRequests.CreateAsync));
        _ = routes.MapGet("/conversations", endpoint.ForCompany(XcelsiorConversationRequests.ListAsync));
        _ = routes.MapGet(One, endpoint.ForCompany(XcelsiorConversationRequests.GetAsync));
        _ = routes.MapPut(One, endpoint.ForCompany(XcelsiorConversationChanges.UpdateAsync));
        _ = routes.MapPut(One + "/assign", endpoint.ForCompany(XcelsiorConversationChanges.AssignAsync));
        _ = routes.MapPut(One + "/close", endpoint.ForCompany(XcelsiorConversationChanges.CloseAsync));
    }

    private static void MapAgents(IEndpointRouteBuilder routes, XcelsiorRestEndpoint endpoint)
    {
        _ = routes.MapPost("/agents", endpoint.ForCompany(XcelsiorAgents.CreateAsync));
        _ = routes.MapGet("/agents", endpoint.ForCompany(XcelsiorAgents.ListAsync));
        _ = routes.MapGet("/agents/available", endpoint.ForCompany(XcelsiorAgents.ListAvailableAsync));
        _ = routes.MapGet("/agents/{agentId}", endpoint.ForCompany(XcelsiorAgents.GetAsync));
        _ = routes.MapPut("/agents/{agentId}", endpoint.ForCompany(XcelsiorAgents.UpdateAsync));
        _ = routes.MapPut("/agents/{agentId}/status", endpoint.ForCompany(XcelsiorAgents.UpdateStatusAsync));
    }

    private static void MapMessages(IEndpointRouteBuilder routes, XcelsiorRestEndpoint endpoint)
    {
        _ = routes.MapGet("/messages", endpoint.ForCustomers(XcelsiorMessageRequests.ListAsync));
        _ = routes.MapGet("/messages/search", endpoint.ForCompany(XcelsiorMessageRequests.SearchAsync));
        _ = routes.MapGet("/messages/{messageId}", endpoint.ForCompany(XcelsiorMessageRequests.GetAsync));
        _ = routes.MapGet("/messages/{conversationId}/stats", endpoint.ForCompany(XcelsiorMessageRequests.StatsAsync));
    }
}
