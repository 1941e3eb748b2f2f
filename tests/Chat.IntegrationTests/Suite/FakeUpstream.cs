using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chat.IntegrationTests.Suite;

/// <summary>
/// An OpenAI-compatible server whose answers the test decides: each call is recorded, and the words of an answer
/// are held back until the test releases them when <see cref="Hold"/> was asked for.
/// </summary>
public sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<UpstreamCall> _calls = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private int _words = 5;
    private string _end = "";
    private long _pace;

    private FakeUpstream(WebApplication app) => _app = app;

    /// <summary>The value for OPENAI_BASE_URL.</summary>
    public Uri BaseUrl { get; private set; } = new("http://localhost");

    /// <summary>Every call so far.</summary>
    public IReadOnlyCollection<UpstreamCall> Calls => _calls;

    /// <summary>How many words the next answers have, what stands behind them, and how long each word takes.</summary>
    public void AnswerWith(int words, string end = "", TimeSpan pace = default)
    {
        Volatile.Write(ref _pace, pace.Ticks);
        Volatile.Write(ref _words, words);
        Volatile.Write(ref _end, end);
    }

    /// <summary>Answers to questions that contain <paramref name="marker"/> stop after two words until released.</summary>
    public void Hold(string marker) =>
        _gates[marker] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the held answers go on.</summary>
    public void Release(string marker)
    {
        if (_gates.TryRemove(marker, out var gate))
        {
            gate.TrySetResult();
        }
    }

    public static async Task<FakeUpstream> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Settings of a service may lie beside the tests and are not for this.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var upstream = new FakeUpstream(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/chat/completions", upstream.AnswerAsync);
        await app.StartAsync(cancellationToken);
        upstream.BaseUrl = new Uri(app.Urls.Single() + "/v1");
        return upstream;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in _gates.Values)
        {
            gate.TrySetResult();
        }

        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var question = await QuestionAsync(context);
        var call = new UpstreamCall(question);
        _calls.Enqueue(call);
        context.RequestAborted.Register(() => call.MarkAborted());
        context.Response.ContentType = "text/event-stream";
        var gate = _gates.FirstOrDefault(pair => question.Contains(pair.Key, StringComparison.Ordinal)).Value;
        var (words, end) = (Volatile.Read(ref _words), Volatile.Read(ref _end));
        var pace = TimeSpan.FromTicks(Volatile.Read(ref _pace));
        using var timer = pace > TimeSpan.Zero ? new PeriodicTimer(pace) : null;
        for (var i = 0; i < words; i++)
        {
            if (timer is not null)
            {
                await timer.WaitForNextTickAsync(context.RequestAborted);
            }

            if (i == 2 && gate is not null)
            {
                await gate.Task.WaitAsync(context.RequestAborted);
            }

            await WriteAsync(context, Chunk($$"""{"role":"assistant","content":"word{{i}} "}""", "null"));
        }

        await WriteAsync(context, Chunk(end.Length == 0 ? "{}" : $$"""{"content":"{{end}}"}""", "\"stop\""));
        await WriteAsync(context, "data: [DONE]\n\n");
    }

    private static async Task<string> QuestionAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var last = body.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        return last.ValueKind == JsonValueKind.String
            ? last.GetString()!
            : string.Concat(last.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
    }

    private static string Chunk(string delta, string finish) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"fake","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}"""
        ) + "\n\n";

    private static async Task WriteAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
