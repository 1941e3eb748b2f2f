using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chat.IntegrationTests.Suite;

/// <summary>A customer's endpoint: checks the signature as Standard Webhooks says and remembers what came.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, WebhookCall> _byMessage = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _badSignatures = [];
    private readonly SemaphoreSlim _arrived = new(0);

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = new("http://localhost");

    /// <summary>The secret to configure, in the form of Standard Webhooks.</summary>
    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    /// <summary>`webhook-id`s of calls whose signature was wrong.</summary>
    public IReadOnlyCollection<string> BadSignatures => _badSignatures;

    public static async Task<WebhookReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Settings of a service may lie beside the tests and are not for this.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/hook", (Delegate)receiver.ReceiveAsync);
        await app.StartAsync(cancellationToken);
        receiver.Url = new Uri(app.Urls.Single() + "/hook");
        return receiver;
    }

    /// <summary>Waits until the event of a message has come.</summary>
    public async Task<WebhookCall> WaitForMessageAsync(
        string messageId,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        while (true)
        {
            if (_byMessage.TryGetValue(messageId, out var call))
            {
                return call;
            }

            try
            {
                await _arrived.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"No webhook for message {messageId} within {timeout}.", exception);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var id = context.Request.Headers["webhook-id"].ToString();
        if (!IsSigned(context.Request.Headers, id, body))
        {
            _badSignatures.Add(id);
            return Results.Unauthorized();
        }

        using var json = JsonDocument.Parse(body);
        var data = json.RootElement.GetProperty("data");
        var call = new WebhookCall(
            id,
            json.RootElement.GetProperty("type").GetString()!,
            data.GetProperty("id").GetString()!,
            context.Request.Headers["traceparent"].ToString()
        );
        _byMessage.TryAdd(call.MessageId, call);
        _arrived.Release();
        return Results.Ok();
    }

    private bool IsSigned(IHeaderDictionary headers, string id, string body)
    {
        var signed = Encoding.UTF8.GetBytes($"{id}.{headers["webhook-timestamp"]}.{body}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed));
        return headers["webhook-signature"].ToString().Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}
