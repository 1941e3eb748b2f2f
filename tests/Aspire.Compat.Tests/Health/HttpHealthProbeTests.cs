using System.Net;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.Orchestration;

namespace Aspire.Compat.Tests.Health;

public sealed class HttpHealthProbeTests
{
    [Theory]
    [InlineData(
        """{"status":"Unhealthy","checks":{"bus":{"status":"Unhealthy"},"db":{"status":"Healthy"},"redis":{"status":"Degraded"}}}""",
        "/health answered 503 instead of 200: bus, redis."
    )]
    [InlineData("""{"checks":{"db":{"status":"Healthy"}}}""", "/health answered 503 instead of 200.")]
    [InlineData("", "/health answered 503 instead of 200.")]
    [InlineData("<html>", "/health answered 503 instead of 200.")]
    [InlineData("[]", "/health answered 503 instead of 200.")]
    [InlineData("{}", "/health answered 503 instead of 200.")]
    [InlineData("""{"checks":[]}""", "/health answered 503 instead of 200.")]
    [InlineData("""{"checks":{"db":7}}""", "/health answered 503 instead of 200.")]
    [InlineData("""{"checks":{"db":{"status":"\ud800"}}}""", "/health answered 503 instead of 200.")]
    public async Task Check_Unhealthy_SaysWhichChecksFail(string report, string reason) =>
        Assert.Equal(reason, await CheckAsync(HttpStatusCode.ServiceUnavailable, report));

    [Fact]
    public async Task Check_UnhealthyAtLength_SaysTheStatus()
    {
        var report = """{"checks":{"db":{"status":"Unhealthy"}}}""" + new string(' ', 20_000);

        Assert.Equal(
            "/health answered 503 instead of 200.",
            await CheckAsync(HttpStatusCode.ServiceUnavailable, report)
        );
    }

    [Fact]
    public async Task Check_Healthy_HasNoReason() => Assert.Null(await CheckAsync(HttpStatusCode.OK, "{}"));

    private static async Task<string?> CheckAsync(HttpStatusCode status, string report)
    {
        var resource = new ExecutableResource("service", "service", ".");
        resource.Annotations.Add(new HttpHealthCheckAnnotation("/health", 200, "http"));
        resource.Annotations.Add(
            new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: "http", name: "http")
        );
        var instance = new ResourceInstance(resource, 0, 1);
        instance.Ports["http"] = 1;
        using var http = new HttpMessageInvoker(new Answering(status, report));
        return await new HttpHealthProbe(http).CheckAsync(instance, TestContext.Current.CancellationToken);
    }

    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) =>
            Task.FromResult(
                new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") }
            );
    }
}
