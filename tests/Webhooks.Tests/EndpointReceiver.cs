using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Chat.Webhooks.Tests;

/// <summary>A customer's endpoint on a loopback port: remembers what it got and answers what it is told to.</summary>
internal sealed class EndpointReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedRequest> _received = Channel.CreateBounded<ReceivedRequest>(10_000);
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly WebApplication _app;
    private volatile int _otherwise = StatusCodes.Status204NoContent;

    private EndpointReceiver(WebApplication app)
    {
        _app = app;
        app.Run(HandleAsync);
    }

    public string Url => _app.Urls.Single() + "/hooks";

    public static async Task<EndpointReceiver> StartAsync()
    {
        // Empty: the service's own settings lie beside the tests and must not apply here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new EndpointReceiver(builder.Build());
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>From now on requests that have no answer of their own get this status instead of 204.</summary>
    public void AnswerAlways(int status) => _otherwise = status;

    /// <summary>The next request that has no answer yet gets this one; without any, requests get 204.</summary>
    public void Answer(Func<HttpContext, Task> answer) => _answers.Enqueue(answer);

    public void Answer(int status, string? body = null, params (string Name, string Value)[] headers) =>
        Answer(context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers.Append(name, value);
            }

            return body is null ? Task.CompletedTask : context.Response.WriteAsync(body, context.RequestAborted);
        });

    public async Task<ReceivedRequest> ReceiveAsync() =>
        await _received
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<ReceivedRequest>> ReceiveAsync(int count)
    {
        var requests = new List<ReceivedRequest>();
        while (requests.Count < count)
        {
            requests.Add(await ReceiveAsync());
        }

        return requests;
    }

    /// <summary>Requests that have come and were not received yet.</summary>
    public int Count => _received.Reader.Count;

    /// <summary>Whether a request has come that was not received yet.</summary>
    public bool HasMore => _received.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        context.Response.StatusCode = _otherwise;
        var answer = _answers.TryDequeue(out var told) ? told : _ => Task.CompletedTask;
        await _received.Writer.WriteAsync(
            new ReceivedRequest(context.Request.Method, context.Request.Path, headers, body.ToArray()),
            context.RequestAborted
        );
        await answer(context);
    }
}
