using System.Globalization;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>One request of the dialect, by somebody who may make it.</summary>
/// <param name="Context">The request.</param>
/// <param name="Principal">Who.</param>
/// <param name="Body">Its JSON object; undefined when it has none.</param>
/// <param name="Services">What it is answered with.</param>
internal sealed record XcelsiorCall(
    HttpContext Context,
    Principal Principal,
    JsonElement Body,
    XcelsiorRestServices Services
)
{
    /// <summary>Asks Sessions in the caller's name.</summary>
    public Task<Result<JsonElement>> SendAsync(
        HttpMethod method,
        string path,
        byte[]? body,
        CancellationToken cancellationToken
    ) => Services.Sessions.SendAsync(Principal, method, path, body, Context.Request, cancellationToken);

    /// <summary>Reads something from Sessions.</summary>
    public Task<Result<JsonElement>> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>A text of the query; null when it is absent or empty.</summary>
    public string? Query(string name) => Context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Those parameters of the query that are given, under their own names.</summary>
    public string Pass(params ReadOnlySpan<string> names)
    {
        var query = new QueryString();
        foreach (var name in names)
        {
            query = Query(name) is { } value ? query.Add(name, value) : query;
        }
        return query.Value ?? "";
    }

    /// <summary>A value of the path.</summary>
    public string Route(string name) => (string)Context.Request.RouteValues[name]!;

    /// <summary>A conversation or agent the path names; null when it can be none.</summary>
    public string? RouteId(string name) => IdOf(Route(name));

    /// <summary>An id of ours in the form we give them; null when it is none.</summary>
    public static string? IdOf(string? text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : null;

    /// <summary>The customer the path names, as ours; null when it can be none.</summary>
    public string? RouteCustomer(string name) =>
        Services.CustomerIds.Read(Route(name))?.ToString("D", CultureInfo.InvariantCulture);
}
