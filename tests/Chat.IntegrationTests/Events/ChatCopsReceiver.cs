using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chat.IntegrationTests.Events;

/// <summary>An endpoint written for ChatCops: one secret, one header, the signature over the body.</summary>
internal sealed class ChatCopsReceiver : IAsyncDisposable
{
    public const string Secret = "an-old-chatcops-secret";
    private readonly WebApplication _app;
    private readonly Channel<JsonElement> _accepted = Channel.CreateBounded<JsonElement>(1000);

    private ChatCopsReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single() + "/hooks";

    public static async Task<ChatCopsReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new ChatCopsReceiver(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/hooks", (Delegate)receiver.ReceiveAsync);
        await app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>The next event of a conversation.</summary>
    public async Task<JsonElement> NextAsync(string conversationId, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        while (true)
        {
            var json = await _accepted.Reader.ReadAsync(limit.Token);
            if (json.GetProperty("data").GetProperty("conversationId").GetString() == conversationId)
            {
                return json;
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var expected = Convert.ToHexStringLower(
            HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret), body.ToArray())
        );
        if (context.Request.Headers["X-ChatCops-Signature"] != expected)
        {
            return Results.Unauthorized();
        }

        await _accepted.Writer.WriteAsync(JsonDocument.Parse(body.ToArray()).RootElement, context.RequestAborted);
        return Results.Ok();
    }
}
