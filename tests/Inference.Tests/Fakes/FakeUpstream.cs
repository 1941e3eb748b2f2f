using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference.Fakes;

/// <summary>A provider's server on loopback that behaves as the test wants; speaks OpenAI's format unless told otherwise.</summary>
public sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<FakeUpstreamRequest> _requests = Channel.CreateBounded<FakeUpstreamRequest>(1000);

    private FakeUpstream(WebApplication app) => _app = app;

    /// <summary>What it does with a request; the body was read already.</summary>
    public Func<HttpContext, Task> Behaviour { get; set; } = context => WriteAsync(context, Whole("Hello"), 4096);

    /// <summary>Requests that came in.</summary>
    public ChannelReader<FakeUpstreamRequest> Requests => _requests.Reader;

    /// <summary>Without a path.</summary>
    public string Address => _app.Urls.First();

    /// <summary>For OPENAI_BASE_URL.</summary>
    public string BaseUrl => Address + "/v1";

    public static async Task<FakeUpstream> StartAsync()
    {
        // Empty: appsettings.json of the service under test lies in the same folder.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var upstream = new FakeUpstream(app);
        app.Run(upstream.HandleAsync);
        await app.StartAsync();
        return upstream;
    }

    /// <summary>A complete answer with usage, one chunk per word.</summary>
    public static string Whole(params string[] words) =>
        string.Concat(words.Select(Word))
        + "data: {\"model\":\"fake-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        + "data: {\"model\":\"fake-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7}}\n\n"
        + "data: [DONE]\n\n";

    /// <summary>One chunk.</summary>
    public static string Word(string text) =>
        $"data: {{\"model\":\"fake-1\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":null}}]}}\n\n";

    /// <summary>Sends a body a few bytes at a time.</summary>
    public static async Task WriteAsync(HttpContext context, string body, int pieceBytes)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var piece in Encoding.UTF8.GetBytes(body).Chunk(pieceBytes))
        {
            await context.Response.BodyWriter.WriteAsync(piece, context.RequestAborted);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Stays registered: a behaviour that ends by the abort would undo it before it is told.
        context.RequestAborted.Register(() => aborted.TrySetResult());
        var headers = context.Request.Headers;
        var authorization = headers.Authorization.ToString();
        var key =
            authorization.Length > 0 ? authorization : headers["x-api-key"].ToString() + headers["x-goog-api-key"];
        await _requests.Writer.WriteAsync(
            new FakeUpstreamRequest(context.Request.Path + context.Request.QueryString, key, body, aborted.Task)
        );
        await Behaviour(context);
    }
}

/// <summary>A request the upstream got.</summary>
/// <param name="Path">Its path and query.</param>
/// <param name="Authorization">Its credentials, from whichever header the vendor has for them.</param>
/// <param name="Body">Its body.</param>
/// <param name="Aborted">Completes when the caller aborts it.</param>
public sealed record FakeUpstreamRequest(string Path, string Authorization, string Body, Task Aborted);
