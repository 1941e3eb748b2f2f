using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary><c>/agents</c>.</summary>
internal static class XcelsiorAgents
{
    private const string Own = "/v1/agents";
    private const string Id = "agentId";

    // In the native API a request of its own: a wrong one would be refused only when the rest is done.
    private static readonly string[] Statuses = ["online", "away", "busy", "offline"];

    public static async Task<Result<XcelsiorAnswer>> CreateAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (CheckStatus(call) is { } wrong)
        {
            return wrong;
        }
        var made = await call.SendAsync(HttpMethod.Post, Own, BodyOf(call), cancellationToken);
        if (made.IsSuccess && XcelsiorJson.Find(call.Body, "status") is not null)
        {
            made = await SetStatusAsync(call, made.Value.GetProperty("id").GetString()!, cancellationToken);
        }
        return Answer(call, made, StatusCodes.Status201Created);
    }

    public static async Task<Result<XcelsiorAnswer>> GetAsync(XcelsiorCall call, CancellationToken cancellationToken) =>
        call.RouteId(Id) is { } id
            ? Answer(call, await call.GetAsync($"{Own}/{id}", cancellationToken))
            : new IdUnknown();

    public static async Task<Result<XcelsiorAnswer>> UpdateAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        if (call.RouteId(Id) is not { } id)
        {
            return new IdUnknown();
        }
        if (CheckStatus(call) is { } wrong)
        {
            return wrong;
        }
        var changed = await call.SendAsync(HttpMethod.Patch, $"{Own}/{id}", BodyOf(call), cancellationToken);
        if (changed.IsSuccess && XcelsiorJson.Find(call.Body, "status") is not null)
        {
            changed = await SetStatusAsync(call, id, cancellationToken);
        }
        return Answer(call, changed);
    }

    public static async Task<Result<XcelsiorAnswer>> UpdateStatusAsync(
        XcelsiorCall call,
        CancellationToken cancellationToken
    ) => call.RouteId(Id) is { } id ? Answer(call, await SetStatusAsync(call, id, cancellationToken)) : new IdUnknown();

    public static async Task<Result<XcelsiorAnswer>> ListAsync(XcelsiorCall call, CancellationToken cancellationToken)
    {
        var found = await call.GetAsync(Own + call.Pass("status", "skill", "cursor", "limit"), cancellationToken);
        return found.IsSuccess ? XcelsiorAnswer.OfPage(found.Value, call.Services.Shapes.WriteAgent) : found.Error;
    }

    // Not our list of those who can be given work, whose items lack what the page's type has.
    public static async Task<Result<XcelsiorAnswer>> ListAvailableAsync(
        XcelsiorCall call,
        CancellationToken cancellationToken
    )
    {
        var query = new QueryString(call.Pass("cursor", "limit")).Add("status", "online").Add("isActive", "true");
        var found = await call.GetAsync(Own + query, cancellationToken);
        return found.IsSuccess
            ? XcelsiorAnswer.OfPage(
                found.Value,
                (json, agent) =>
                {
                    if (HasRoom(agent))
                    {
                        call.Services.Shapes.WriteAgent(json, agent);
                    }
                }
            )
            : found.Error;
    }

    private static Invalid? CheckStatus(XcelsiorCall call) =>
        XcelsiorJson.Find(call.Body, "status") is null
        || Statuses.Contains(XcelsiorJson.Text(call.Body, "status"), StringComparer.Ordinal)
            ? null
            : Invalid.Field("/status", "unknown_value", $"One of these is expected: {string.Join(", ", Statuses)}.");

    private static bool HasRoom(JsonElement agent) =>
        agent.GetProperty("activeConversations").GetInt32() < agent.GetProperty("capacity").GetInt32();

    private static async Task<Result<JsonElement>> SetStatusAsync(
        XcelsiorCall call,
        string id,
        CancellationToken cancellationToken
    )
    {
        var body = XcelsiorJson.Object(json => XcelsiorJson.Copy(json, call.Body, "status"));
        var set = await call.SendAsync(HttpMethod.Put, $"{Own}/{id}/status", body, cancellationToken);
        return set.IsSuccess ? await call.GetAsync($"{Own}/{id}", cancellationToken) : set.Error;
    }

    private static byte[] BodyOf(XcelsiorCall call) =>
        XcelsiorJson.Object(json =>
        {
            XcelsiorJson.CopyAll(json, call.Body, "email", "name", "capacity", "skills");
            XcelsiorJson.Copy(json, call.Body, "avatar", "avatarUrl");
        });

    private static Result<XcelsiorAnswer> Answer(
        XcelsiorCall call,
        Result<JsonElement> agent,
        int status = StatusCodes.Status200OK
    ) =>
        agent.IsSuccess
            ? XcelsiorAnswer.Of(json => call.Services.Shapes.WriteAgent(json, agent.Value), status)
            : agent.Error;
}
