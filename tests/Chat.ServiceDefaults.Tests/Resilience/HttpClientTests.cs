using System.Net;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Tests.Resilience;

[Trait("Level", "Component")]
public sealed class HttpClientTests : IAsyncLifetime
{
    private int calls;
    private int failures;
    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("http://self/thing")]
    [InlineData("http://_http.self/thing")]
    public async Task Get_ServiceName_GoesToItsAddress(string uri)
    {
        using var response = await Client().GetAsync(new Uri(uri), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Get_FailsAtFirst_IsTriedAgain()
    {
        failures = 2;

        using var response = await Client().GetAsync(new Uri("http://self/thing"), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Post_Fails_IsNotTriedAgain()
    {
        failures = 1;

        using var response = await Client().PostAsync(new Uri("http://self/thing"), content: null, Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Get_HostHangs_EndsInTime()
    {
        await using var hasty = await StartAsync(
            new() { ["Http:Client:AttemptTimeout"] = "00:00:00.2", ["Http:Client:TotalTimeout"] = "00:00:05" }
        );
        var client = hasty.Get<IHttpClientFactory>().CreateClient("test");

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri("http://self/slow"), Cancel).WithTimeout()
        );
    }

    private Task<TestService> StartAsync(Dictionary<string, string?>? configuration = null) =>
        TestService.StartAsync(
            builder => builder.Services.AddHttpClient("test"),
            app =>
            {
                app.MapMethods("/thing", ["GET", "POST"], Answer).AllowAnonymous();
                app.MapGet("/slow", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted))
                    .AllowAnonymous();
            },
            configuration
        );

    private HttpClient Client() => service.Get<IHttpClientFactory>().CreateClient("test");

    private IResult Answer()
    {
        Interlocked.Increment(ref calls);
        return Interlocked.Decrement(ref failures) >= 0
            ? Results.StatusCode(StatusCodes.Status500InternalServerError)
            : Results.Ok();
    }
}
