using System.Net;
using Chat.Gateway.OpenApi;
using Chat.Gateway.Proxy;
using Chat.Gateway.Tests.Live;
using Microsoft.Extensions.Configuration;

namespace Chat.Gateway.Tests.OpenApi;

public sealed class ServiceDocumentsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_ServicesDescribeThemselves_AreAskedAsAServiceOfOurs()
    {
        var asked = new List<string>();

        var found = await FindAsync(request =>
        {
            lock (asked)
            {
                asked.Add($"{request.Method} {request.RequestUri} {request.Headers.Authorization}");
            }

            return Json("{}");
        });

        Assert.Equal(
            ProxyRoutes.All.Select(route => route.Service).Distinct().Order(),
            found.Order(StringComparer.Ordinal)
        );
        Assert.Contains("GET http://sessions:1/openapi/v1.json Bearer token of gateway", asked);
        Assert.Equal(found.Count, asked.Count);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("[]", HttpStatusCode.OK)]
    [InlineData("null", HttpStatusCode.OK)]
    [InlineData("{}", HttpStatusCode.ServiceUnavailable)]
    [InlineData("{}", HttpStatusCode.NotFound)]
    public async Task FindAsync_ServiceThatDescribesNothing_IsLeftOut(string body, HttpStatusCode status)
    {
        var found = await FindAsync(request =>
            request.RequestUri!.Host == "webhooks"
                ? new HttpResponseMessage(status) { Content = new StringContent(body) }
                : Json("{}")
        );

        Assert.Equal(["inference", "knowledge", "sessions"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FindAsync_ServiceIsAwayOrSlow_IsLeftOut()
    {
        var found = await FindAsync(request =>
            request.RequestUri!.Host switch
            {
                "webhooks" => throw new HttpRequestException("away"),
                "inference" => throw new TaskCanceledException("late", new TimeoutException()),
                _ => Json("{}"),
            }
        );

        Assert.Equal(["knowledge", "sessions"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FindAsync_CallerLeaves_IsNoAnswer()
    {
        using var leaving = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            FindAsync(
                _ =>
                {
                    leaving.Cancel();
                    throw new OperationCanceledException(leaving.Token);
                },
                leaving.Token
            )
        );
    }

    [Fact]
    public async Task FindAsync_ServiceWithoutAnAddress_IsLeftOut()
    {
        using var http = new HttpClient(new Answering(_ => Json("{}")));
        var sources = new DocumentSources(new Dictionary<string, Uri> { ["sessions"] = new("http://sessions:1") });

        var found = await new ServiceDocuments(http, sources, new ScriptedFollow()).FindAsync(Cancelled);

        Assert.Equal(["sessions"], found.Keys);
    }

    [Fact]
    public void From_Configuration_IsTheFirstInstanceOfEachService()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["services:sessions:http:0"] = "http://127.0.0.1:5001",
                    ["services:sessions:http:1"] = "http://127.0.0.1:5002",
                    ["services:webhooks:http:0"] = "http://127.0.0.1:5003",
                }
            )
            .Build();

        var addresses = DocumentSources.From(configuration).Addresses;

        Assert.Equal(new Uri("http://127.0.0.1:5001"), addresses["sessions"]);
        Assert.Equal(new Uri("http://127.0.0.1:5003"), addresses["webhooks"]);
    }

    private static async Task<List<string>> FindAsync(
        Func<HttpRequestMessage, HttpResponseMessage> answer,
        CancellationToken? cancellationToken = null
    )
    {
        using var http = new HttpClient(new Answering(answer));
        var sources = new DocumentSources(
            ProxyRoutes
                .All.Select(route => route.Service)
                .Distinct()
                .ToDictionary(name => name, name => new Uri($"http://{name}:1"))
        );
        var documents = new ServiceDocuments(http, sources, new ScriptedFollow());
        return [.. (await documents.FindAsync(cancellationToken ?? Cancelled)).Keys];
    }

    private static HttpResponseMessage Json(string text) => new() { Content = new StringContent(text) };

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            await Task.Yield();
            return answer(request);
        }
    }
}
