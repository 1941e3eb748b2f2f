using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Api;

/// <summary>What is answered is what the API's description says: status, media type, and each field.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class AnswerContractTests(SingleSuite suite) : IAsyncLifetime
{
    private static readonly string[] s_sections =
    [
        "agents",
        "ai",
        "businessHours",
        "chat",
        "customers",
        "files",
        "labels",
        "live",
        "privacy",
        "rating",
        "routing",
        "sla",
        "widget",
    ];

    // What stands for what was made, by the path it was made under.
    private static readonly string[] s_reads =
    [
        "/v1/conversations",
        "/v1/conversations/{id}",
        "/v1/conversations/{id}/messages",
        "/v1/conversations/{id}/notes",
        "/v1/conversations/{id}/stats",
        "/v1/conversations/{id}/queue",
        "/v1/conversations/{id}/visitor",
        "/v1/conversations/{id}/export",
        "/v1/customers",
        "/v1/customers/{id}",
        "/v1/agents",
        "/v1/agents/{id}",
        "/v1/teams/{id}",
        "/v1/keys/{id}",
        "/v1/widget-config",
        "/v1/stats",
        "/v1/analytics",
        "/v1/usage",
        "/v1/settings",
        "/v1/webhooks/subscriptions",
        "/v1/webhooks/deliveries",
        "/v1/knowledge/search?q=password",
    ];

    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);
    private JsonElement _document;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _document = await suite.DescriptionAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Answers_WhateverIsAsked_AreAsTheyAreDescribed()
    {
        const string Tag = "answers";
        await MakeAsync("/v1/conversations", new { owner = new { kind = "user", id = Tag }, subject = "A parcel" });
        await MakeAsync("/v1/conversations/{id}/messages", new { text = "Hi", metadata = new { a = new[] { 1 } } });
        await MakeAsync("/v1/conversations/{id}/notes", new { text = "A note" });
        await MakeAsync("/v1/customers", new { externalId = Tag, customFields = new { plan = "gold", seats = 5 } });
        await MakeAsync("/v1/agents", new { email = $"{Tag}@example.com", name = "Ann" });
        await MakeAsync("/v1/teams", new { name = Tag });
        await MakeAsync("/v1/keys", new { kind = "publishable", name = "Shop" });

        foreach (var path in s_reads.Concat(s_sections.Select(static section => "/v1/settings/" + section)))
        {
            await AskAsync(HttpMethod.Get, path, body: null);
        }

        Assert.Empty(_faults);
    }

    [Theory]
    [InlineData("POST", "/v1/teams", """{"name":""}""")]
    [InlineData("POST", "/v1/teams", "[]")]
    [InlineData("POST", "/v1/agents", """{"email":"a@example.com","name":"A","capacity":"5"}""")]
    [InlineData("GET", "/v1/agents?limit=x", null)]
    public async Task Refusals_WhateverIsWrong_AreAsTheyAreDescribed(string method, string path, string? body)
    {
        using var json = body is null ? null : JsonDocument.Parse(body);

        await AskAsync(new HttpMethod(method), path, json?.RootElement);

        Assert.Empty(_faults);
    }

    private async Task MakeAsync(string path, object body)
    {
        var made = await AskAsync(HttpMethod.Post, path, body);
        _made[path] = made.GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> AskAsync(HttpMethod method, string template, object? body)
    {
        var (described, query) = template.Split('?') is [var before, var behind]
            ? (before, $"?{behind}")
            : (template, "");
        var collection = described.Split("/{id}")[0];
        var path = described.Replace("{id}", _made.GetValueOrDefault(collection), StringComparison.Ordinal) + query;
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ChatSuite.SecretKey);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await suite.Gateway.SendAsync(request, Cancel);
        return await CheckAsync($"{method} {path} {(int)response.StatusCode}", response, Answers(described, method));
    }

    private JsonElement Answers(string template, HttpMethod method) =>
        _document
            .GetProperty("paths")
            .GetProperty(template)
            .GetProperty(method.Method.ToLowerInvariant())
            .GetProperty("responses");

    private async Task<JsonElement> CheckAsync(string name, HttpResponseMessage response, JsonElement described)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (
            !described.TryGetProperty(status, out var answer)
            || !answer.TryGetProperty("content", out var content)
            || !content.TryGetProperty(type, out var media)
        )
        {
            _faults.Add($"{name} {type} is not described");
            return default;
        }
        var value = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var differences = new SchemaCheck(_document).Compare(value, media.GetProperty("schema"));
        _faults.AddRange(differences.Select(difference => $"{name}: {difference}"));
        return value;
    }
}
