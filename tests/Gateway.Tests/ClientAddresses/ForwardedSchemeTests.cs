using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.ClientAddresses;

/// <summary>The scheme that links in answers have, as the services are told it.</summary>
public abstract class ForwardedSchemeTests : GatewayTest
{
    private const string Upload = """{"fileName":"a.pdf","contentType":"application/pdf","fileSize":5}""";
    private FakeRest services = null!;

    protected override (string Name, string Value)[] Settings => [("services:sessions:http:0", services.Address)];

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        services = await FakeRest.StartAsync(Cancelled);
        services.Answers["POST /v1/attachments"] = (
            201,
            """{"id":"0190e000-0000-7000-8000-000000000001","attachmentUrl":"https://chat/get","uploadUrl":"https://chat/put","expiresInSeconds":300}"""
        );
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks natively and in a dialect, over a proxy that says https and passes on a host of the client's making.</summary>
    protected async Task<string> SchemesAsync()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        foreach (var path in (string[])["/v1/attachments", "/attachments/upload-url"])
        {
            using var answer = await client.PostAsync(path, Answers.Json(Upload), Cancelled);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        }
        Assert.All(services.Requests, request => Assert.Equal(Gateway.Address.Authority, request.ForwardedHost));
        return string.Join(' ', services.Requests.Select(static request => request.ForwardedProto));
    }
}
