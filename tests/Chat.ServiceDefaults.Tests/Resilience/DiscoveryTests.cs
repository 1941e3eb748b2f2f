using System.Net;
using Chat.ServiceDefaults.Resilience;
using Chat.Testing.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Resilience;

public sealed class DiscoveryTests
{
    private static readonly ServiceAddresses Addresses = new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
                {
                    ["services:one:http:0"] = "http://10.0.0.1:81",
                    ["services:one:admin:0"] = "https://10.0.0.1:82",
                    ["services:three:http:0"] = "http://10.0.0.3:1",
                    ["services:three:http:1"] = "http://10.0.0.3:2",
                    ["services:three:http:2"] = "http://10.0.0.3:3",
                    ["services:broken:http:0"] = "not an address",
                    ["services:half:http:0"] = "//",
                    ["services:half:http:1"] = "http://10.0.0.4:1",
                }
            )
            .Build()
    );

    [Theory]
    [InlineData("http://one/a/b?c=d%20e", "http://10.0.0.1:81/a/b?c=d%20e")]
    [InlineData("http://ONE/", "http://10.0.0.1:81/")]
    [InlineData("http://_admin.one/a", "https://10.0.0.1:82/a")]
    public async Task Send_ServiceName_GoesToItsAddress(string uri, string expected) =>
        Assert.Equal(expected, (await SentToAsync(uri)).AbsoluteUri);

    [Theory]
    [InlineData("http://example.com/a")]
    [InlineData("http://_other.one/a")]
    [InlineData("http://broken/a")]
    [InlineData("https://one/a")]
    public async Task Send_UnknownNameOrEndpoint_IsLeftAlone(string uri) =>
        Assert.Equal(uri, (await SentToAsync(uri)).AbsoluteUri);

    [Fact]
    public async Task Send_SeveralAddresses_TakeTurns()
    {
        var far = new ScriptedHandler(_ => HttpStatusCode.OK);
        using var client = new HttpMessageInvoker(new DiscoveryHandler(Addresses) { InnerHandler = far });
        var ports = new List<int>();
        for (var call = 0; call < 9; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://three/");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            ports.Add(far.LastUri!.Port);
        }

        Assert.Equal([3, 3, 3], ports.CountBy(port => port).Select(count => count.Value));
    }

    [Fact]
    public async Task Send_AnAddressIsUnreachable_TheNextOneGetsIt()
    {
        var far = new ScriptedHandler(call =>
            call % 2 == 1 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : HttpStatusCode.OK
        );
        using var client = new HttpMessageInvoker(new DiscoveryHandler(Addresses) { InnerHandler = far });

        for (var call = 0; call < 4; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "http://three/a");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("/a", far.LastUri!.AbsolutePath);
        }
    }

    // So often that its circuit opens: then it is not even tried, which must cost the callers no more than a try.
    [Fact]
    public async Task Send_AnAddressIsGoneForLong_TheOthersGetAll()
    {
        var tried = 0;
        ScriptedHandler? far = null;
        far = new ScriptedHandler(_ =>
            far!.LastUri!.Port == 2
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, $"Try {++tried}")
                : HttpStatusCode.OK
        );
        var resilience = new ResilienceHandler(Options.Create(new HttpClientOptions()), new FakeTimeProvider())
        {
            InnerHandler = far,
        };
        using var client = new HttpMessageInvoker(new DiscoveryHandler(Addresses) { InnerHandler = resilience });

        for (var call = 0; call < 100; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "http://three/a");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Equal(20, tried);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, 3)]
    [InlineData(HttpRequestError.ResponseEnded, 1)]
    public async Task Send_Fails_IsTriedElsewhereOnlyWhereNothingWasSent(HttpRequestError error, int tries)
    {
        var made = 0;
        var far = new ScriptedHandler(_ =>
        {
            made++;
            throw new HttpRequestException(error);
        });
        using var client = new HttpMessageInvoker(new DiscoveryHandler(Addresses) { InnerHandler = far });
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://three/a");

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.SendAsync(request, TestContext.Current.CancellationToken)
        );

        Assert.Equal(tries, made);
    }

    [Fact]
    public void Find_OneEntryIsNoAddress_GivesTheOthers() =>
        Assert.Equal([new Uri("http://10.0.0.4:1")], Addresses.Find("half", "http"));

    [Theory]
    [InlineData("nobody")]
    [InlineData("broken")]
    public void Find_NoAddress_SaysWhatToSet(string name)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Addresses.Find(name, "grpc"));

        Assert.Contains($"services:{name}:grpc:0", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<Uri> SentToAsync(string uri)
    {
        var far = new ScriptedHandler(_ => HttpStatusCode.OK);
        using var client = new HttpMessageInvoker(new DiscoveryHandler(Addresses) { InnerHandler = far });
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return far.LastUri!;
    }
}
