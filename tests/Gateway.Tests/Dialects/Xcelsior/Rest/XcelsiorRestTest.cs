using System.Text.Json;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Rest;

/// <summary>A client of the dialect's REST resources.</summary>
public abstract class XcelsiorRestTest : XcelsiorTest
{
    internal const string AgentId = "0190c000-0000-7000-8000-000000000001";

    internal static readonly string OwnConversation = $$"""
        {"id":"{{ConversationId}}","externalId":null,"owner":{"kind":"visitor","id":"v-1","displayName":"John"},"mode":"manual",
        "status":"assigned","priority":"high","channel":"web","subject":"Parcel","tags":["vip"],"metadata":{"order":7},
        "assignedAgentId":"{{AgentId}}",
        "assignedAgent":{"id":"{{AgentId}}","email":"ada@example.com","name":"Ada","avatarUrl":"https://a.example/1.png"},
        "customerId":"{{CustomerId}}",
        "customer":{"id":"{{CustomerId}}","email":"{{Email}}","name":"","phone":null,"company":"Shop","avatarUrl":null},
        "resolvedAt":null,"closedAt":null,"lastMessageAt":"2026-11-26T13:45:53.2104604Z","messageCount":3,"unreadCount":1,
        "satisfaction":null,"revision":4,"createdAt":"2026-11-26T13:45:00Z","updatedAt":"2026-11-26T13:46:00.5Z"}
        """;

    internal string ShownConversation =>
        $$$"""{"id":"{{{ConversationId}}}","customerId":"{{{ShownCustomerId}}}","assignedAgentId":"{{{AgentId}}}","status":"open","priority":"high","subject":"Parcel","channel":"web","tags":["vip"],"createdAt":"2026-11-26T13:45:00.000Z","updatedAt":"2026-11-26T13:46:00.500Z","lastMessageAt":"2026-11-26T13:45:53.210Z","messageCount":3,"unreadCount":1,"metadata":{"order":7},"customer":{"id":"{{{ShownCustomerId}}}","email":"{{{Email}}}","name":"{{{Email}}}","company":"Shop"},"assignedAgent":{"id":"{{{AgentId}}}","email":"ada@example.com","name":"Ada","avatar":"https://a.example/1.png"}}""";

    /// <summary>Asks, as the company.</summary>
    protected async Task<(int Status, JsonElement Body)> AskAsync(string method, string path, string? body = null)
    {
        using var http = Gateway.NewClient(GatewayHost.SecretKey);
        return await AskAsync(http, method, path, body);
    }

    /// <summary>Asks, as a client that shows what the client shows.</summary>
    protected static async Task<(int Status, JsonElement Body)> AskAsync(
        HttpClient http,
        string method,
        string path,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : Answers.Json(body);
        using var response = await http.SendAsync(request, Cancelled);
        return ((int)response.StatusCode, await Answers.JsonAsync(response, Cancelled));
    }

    /// <summary>What reached Sessions, as "METHOD path body".</summary>
    protected IEnumerable<string> Asked =>
        Rest.Requests.Select(static request => $"{request.Method} {request.Path} {request.Body}".Trim());
}
