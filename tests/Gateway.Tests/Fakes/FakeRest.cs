using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>A service's REST endpoint: says what it was asked, and with which identity.</summary>
public sealed class FakeRest : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> asked = new(StringComparer.Ordinal);
    private readonly WebApplication host;

    private FakeRest(WebApplication host) => this.host = host;

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Done when the path was asked for.</summary>
    public Task AskedFor(string path) => Signal(path).Task;

    /// <summary>What paths, with their query or without, answer instead, as JSON.</summary>
    public ConcurrentDictionary<string, string> Replacements { get; } = new(StringComparer.Ordinal);

    /// <summary>What "METHOD path" answers instead: a status, and JSON.</summary>
    public ConcurrentDictionary<string, (int Status, string Json)> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<RestRequest> Requests { get; } = new();

    /// <summary>Starts it.</summary>
    public static async Task<FakeRest> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The gateway's own settings lie beside the tests and are not for the fakes.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/openapi/v1.json", () => Results.Text(Document, "application/json"));
        var fake = new FakeRest(app);
        app.Map("/v1/{**path}", (Delegate)fake.AnswerAsync);
        await app.StartAsync(cancellationToken);
        fake.Address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        return fake;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => host.DisposeAsync();

    private TaskCompletionSource Signal(string path) =>
        asked.GetOrAdd(path, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new StreamReader(request.Body);
        Requests.Enqueue(
            new RestRequest
            {
                Method = request.Method,
                Path = request.Path + request.QueryString,
                Body = await body.ReadToEndAsync(context.RequestAborted),
                Authorization = request.Headers.Authorization.ToString(),
                IdempotencyKey = request.Headers["Idempotency-Key"].ToString(),
                ForwardedHost = request.Headers["X-Forwarded-Host"].ToString(),
                ForwardedProto = request.Headers["X-Forwarded-Proto"].ToString(),
            }
        );
        _ = Signal(context.Request.Path).TrySetResult();
        if (Answers.TryGetValue($"{request.Method} {request.Path}", out var answer))
        {
            return Results.Text(answer.Json, "application/json", statusCode: answer.Status);
        }
        return
            Replacements.TryGetValue(request.Path + request.QueryString, out var json)
            || Replacements.TryGetValue(request.Path, out json)
            ? Results.Text(json, "application/json")
            : Results.Json(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["path"] = context.Request.Path + context.Request.QueryString,
                    ["authorization"] = context.Request.Headers.Authorization.ToString(),
                    ["cookie"] = context.Request.Headers.Cookie.ToString(),
                }
            );
    }

    private const string Document = """
        {
          "openapi": "3.1.1",
          "paths": {
            "/v1/conversations/{conversationId}": {
              "get": {
                "operationId": "x",
                "summary": "One conversation, described by its service",
                "responses": { "200": { "content": { "application/json": {
                  "schema": { "$ref": "#/components/schemas/Conversation" } } } },
                  "404": { "content": { "application/problem+json": {
                  "schema": { "$ref": "#/components/schemas/Problem" } } } } }
              },
              "delete": { "responses": {} }
            },
            "/v1/internal": { "get": { "responses": {} } }
          },
          "components": { "schemas": { "Conversation": { "type": "object" }, "Problem": { "type": "object" } } }
        }
        """;
}
