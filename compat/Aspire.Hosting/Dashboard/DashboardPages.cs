using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard's files, which are inside the assembly.</summary>
internal static class DashboardPages
{
    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        ["index.html"] = "text/html; charset=utf-8",
        ["login.html"] = "text/html; charset=utf-8",
        ["dashboard.css"] = "text/css; charset=utf-8",
        ["dashboard.js"] = "text/javascript; charset=utf-8",
    };

    /// <summary>The login page must look like the others before anybody has logged in.</summary>
    public static bool IsPublic(PathString path) => path == "/dashboard.css";

    public static void Map(WebApplication web)
    {
        web.MapGet("/", context => WriteAsync(context, "index.html"));
        web.MapGet("/dashboard.css", context => WriteAsync(context, "dashboard.css"));
        web.MapGet("/dashboard.js", context => WriteAsync(context, "dashboard.js"));
    }

    /// <summary>Asks for the token; again, when one was given that is not the one of this run.</summary>
    public static async Task WriteLoginAsync(HttpContext context, bool wasWrong)
    {
        context.Response.ContentType = s_types["login.html"];
        using var file = new StreamReader(Open("login.html"));
        var page = await file.ReadToEndAsync(context.RequestAborted);
        await context.Response.WriteAsync(
            wasWrong ? page.Replace(" hidden>", ">", StringComparison.Ordinal) : page,
            context.RequestAborted
        );
    }

    private static async Task WriteAsync(HttpContext context, string name)
    {
        context.Response.ContentType = s_types[name];
        await using var file = Open(name);
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"dashboard/{name}")!;
}
