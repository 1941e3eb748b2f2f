using System.Runtime.CompilerServices;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the dashboard's page asks for: the resources, their lines as they come, and commands.</summary>
internal sealed class DashboardApi(
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    string applicationName,
    IHostApplicationLifetime lifetime
)
{
    // Many resources change at once during a start; a browser needs no more than ten pictures a second.
    private static readonly TimeSpan s_shortestInterval = TimeSpan.FromMilliseconds(100);

    public void Map(WebApplication web)
    {
        web.MapGet("/api/resources", context => WriteEventsAsync(context, WatchResourcesAsync));
        web.MapGet(
            "/api/resources/{id}/lines",
            context => WriteEventsAsync(context, token => WatchLinesAsync((string)context.GetRouteValue("id")!, token))
        );
        web.MapPost("/api/resources/{id}/{command}", ExecuteAsync);
    }

    private async Task ExecuteAsync(HttpContext context)
    {
        var result = await commands.ExecuteCommandAsync(
            (string)context.GetRouteValue("id")!,
            (string)context.GetRouteValue("command")!,
            context.RequestAborted
        );
        context.Response.StatusCode = result.Success ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            result,
            JsonSerializerOptions.Web,
            context.RequestAborted
        );
    }

    private async IAsyncEnumerable<object> WatchResourcesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var (events, changed) = notifications.Read(seen: 0);
            yield return new
            {
                application = applicationName,
                resources = events.Select(ResourceView.From).OrderBy(view => view.Id, StringComparer.Ordinal),
            };
            await changed.WaitAsync(cancellationToken);
            await Task.Delay(s_shortestInterval, cancellationToken);
        }
    }

    private async IAsyncEnumerable<object> WatchLinesAsync(
        string resourceId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var lines in logs.WatchAsync(resourceId).WithCancellation(cancellationToken))
        {
            yield return lines.Select(line => new LineView(line.LineNumber, line.Content, line.IsErrorMessage));
        }
    }

    private async Task WriteEventsAsync(HttpContext context, Func<CancellationToken, IAsyncEnumerable<object>> watch)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        context.Response.ContentType = "text/event-stream";
        try
        {
            await foreach (var item in watch(ended.Token))
            {
                await context.Response.WriteAsync("data: ", ended.Token);
                await JsonSerializer.SerializeAsync(
                    context.Response.Body,
                    item,
                    JsonSerializerOptions.Web,
                    ended.Token
                );
                await context.Response.WriteAsync("\n\n", ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The page was closed, or we stop: the normal end of an endless stream.
        }
    }

    private sealed record LineView(int Number, string Text, bool IsError);
}
