using System.Net;
using System.Text;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Proxy;

/// <summary>What callers write into headers reaches the services as it is.</summary>
public sealed class ProxyHeaderTests : GatewayTest
{
    private const string Key = "Gr\u00f6\u00dfe M, \u9752";
    private FakeRest rest = null!;

    /// <inheritdoc/>
    protected override (string Name, string Value)[] Settings => [("services:sessions:http:0", rest.Address)];

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        rest = await FakeRest.StartAsync(Cancelled);
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await rest.DisposeAsync();
    }

    [Theory]
    [InlineData("/v1/customers")]
    [InlineData("/customers")]
    public async Task Post_HeaderBeyondAscii_ReachesTheService(string path)
    {
        const string Made =
            """{"id":"0190d000-0000-7000-8000-000000000001","createdAt":"2026-11-26T13:45:00Z","updatedAt":"2026-11-26T13:45:00Z"}""";
        rest.Answers["POST /v1/customers"] = (201, Made);
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = Gateway.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = Answers.Json("""{"email":"a@b.example"}"""),
        };
        request.Headers.Authorization = new("Bearer", GatewayHost.SecretKey);
        _ = request.Headers.TryAddWithoutValidation("Idempotency-Key", Key);

        using var response = await client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Key, Assert.Single(rest.Requests).IdempotencyKey);
    }
}
