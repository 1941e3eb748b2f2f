using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Chat.Inference.Fakes;

/// <summary>A company's own endpoint for tools.</summary>
internal sealed class ToolEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ToolEndpoint(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/call";

    /// <summary>What it answers.</summary>
    public RequestDelegate OnCall { get; set; } =
        context => context.Response.WriteAsync("""{"success":true,"data":1}""");

    /// <summary>Headers and bodies of the calls.</summary>
    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Calls { get; } = new();

    public static async Task<ToolEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var endpoint = new ToolEndpoint(app);
        app.Run(endpoint.ServeAsync);
        await app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        Calls.Enqueue((headers, await reader.ReadToEndAsync()));
        await OnCall(context);
    }
}
