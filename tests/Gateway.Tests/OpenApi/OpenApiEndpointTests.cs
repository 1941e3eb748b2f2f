using Chat.Gateway.OpenApi;
using Chat.Gateway.Proxy;
using Chat.Gateway.Tests.Live;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Chat.Gateway.Tests.OpenApi;

/// <summary>How long a document is given again without asking the services.</summary>
public sealed class OpenApiEndpointTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly OwnDocument own = new();
    private readonly Answering services = new();
    private readonly HttpClient http;
    private readonly OpenApiEndpoint endpoint;

    public OpenApiEndpointTests()
    {
        http = new HttpClient(services);
        var sources = new DocumentSources(
            ProxyRoutes
                .All.Select(route => route.Service)
                .Distinct()
                .ToDictionary(name => name, name => new Uri($"http://{name}:1"))
        );
        endpoint = new OpenApiEndpoint(
            new ServiceCollection()
                .AddKeyedSingleton<IOpenApiDocumentProvider>(OpenApiEndpoint.DocumentName, own)
                .BuildServiceProvider(),
            new ServiceDocuments(http, sources, new ScriptedFollow()),
            time
        );
    }

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData(true, 300)]
    [InlineData(false, 5)]
    public async Task GetAsync_Document_IsKeptLongOnlyIfItIsWhole(bool isWhole, int seconds)
    {
        services.IsWhole = isWhole;
        var first = await GetAsync();

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal(first, await GetAsync());
        Assert.Equal(1, own.Count);
        time.Advance(TimeSpan.FromTicks(1));
        await GetAsync();

        Assert.Equal(2, own.Count);
    }

    [Fact]
    public async Task GetAsync_Document_IsOpenApi31AsJson()
    {
        var result = (ContentHttpResult)await endpoint.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal("application/json", result.ContentType);
        Assert.StartsWith("{\"openapi\":\"3.1.", result.ResponseContent, StringComparison.Ordinal);
        Assert.Contains("\"/v1/agents\"", result.ResponseContent, StringComparison.Ordinal);
    }

    private async Task<string> GetAsync() =>
        ((ContentHttpResult)await endpoint.GetAsync(TestContext.Current.CancellationToken)).ResponseContent!;

    private sealed class OwnDocument : IOpenApiDocumentProvider
    {
        public int Count { get; private set; }

        public Task<OpenApiDocument> GetOpenApiDocumentAsync(CancellationToken cancellationToken = default)
        {
            Count++;
            return Task.FromResult(
                new OpenApiDocument
                {
                    Info = new OpenApiInfo { Title = "Own", Version = "v1" },
                    Paths = [],
                }
            );
        }
    }

    private sealed class Answering : HttpMessageHandler
    {
        public bool IsWhole { get; set; } = true;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            IsWhole || request.RequestUri!.Host != "webhooks"
                ? Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}") })
                : throw new HttpRequestException("away");
    }
}
