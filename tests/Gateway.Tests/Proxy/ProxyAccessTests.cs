using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.Proxy;

/// <summary>Who gets to which resources, and as whom the services see them.</summary>
public sealed class ProxyAccessTests : GatewayTest
{
    private FakeRest services = null!;

    /// <inheritdoc/>
    protected override (string Name, string Value)[] Settings =>
        [
            ("services:sessions:http:0", services.Address),
            ("services:knowledge:http:0", services.Address),
            ("RateLimit:MaxRequests", "1"),
        ];

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        services = await FakeRest.StartAsync(Cancelled);
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await services.DisposeAsync();
    }

    [Theory]
    [InlineData("/v1/widget-config", null, "publishable secret visitor user agent")]
    [InlineData("/v1/conversations", "visitor_required", "secret visitor user agent")]
    [InlineData("/v1/me", "visitor_required", "visitor user")]
    [InlineData("/v1/knowledge/search", "key_required", "publishable secret agent")]
    [InlineData("/v1/keys", "secret_key_required", "secret")]
    [InlineData("/v1/customers", "agent_required", "secret agent")]
    public async Task Get_EachKindOfCaller_GetsInOrIsToldWhatItTakes(string path, string? refusal, string allowed)
    {
        foreach (var (kind, credential) in await CredentialsAsync())
        {
            using var client = Gateway.NewClient(credential);

            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

            var isAllowed = allowed.Split(' ').Contains(kind, StringComparer.Ordinal);
            Assert.Equal((kind, isAllowed ? 200 : 403), (kind, (int)response.StatusCode));
            Assert.Equal(
                isAllowed ? kind : refusal,
                isAllowed ? KindOf(services.Requests.Last()) : await Answers.CodeAsync(response, Cancelled)
            );
        }
    }

    [Fact]
    public async Task Get_SignedLink_IsAskedForInTheGatewaysName()
    {
        using var client = Gateway.NewClient(credential: null);

        using var response = await client.GetAsync(
            new Uri("/v1/attachments/0190e000-0000-7000-8000-000000000001/content?signature=x", UriKind.Relative),
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("service", KindOf(services.Requests.Single()));
    }

    [Fact]
    public async Task Post_StrangersWhoseAddressNobodyKnows_DoNotCountAsOne()
    {
        using var client = Gateway.NewClient();

        for (var n = 0; n < 3; n++)
        {
            using var response = await client.PostAsync("/v1/offline-messages", Answers.Json("{}"), Cancelled);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private async Task<(string Kind, string Credential)[]> CredentialsAsync()
    {
        using var backend = Gateway.NewClient(GatewayHost.SecretKey);
        using var response = await backend.PostAsync("/v1/users/u-1/tokens", null, Cancelled);
        var user = (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
        return
        [
            ("publishable", GatewayHost.PublishableKey),
            ("secret", GatewayHost.SecretKey),
            ("visitor", await NewVisitorTokenAsync()),
            ("user", user),
            ("agent", await LogInAsync()),
        ];
    }

    private string KindOf(RestRequest request)
    {
        var token = request.Authorization["Bearer ".Length..];
        return Gateway.Services.GetRequiredService<IIdentityTokens>().Validate(token).Value.Kind switch
        {
            PrincipalKind.PublishableKey => "publishable",
            PrincipalKind.SecretKey => "secret",
            var other => other.ToString().ToLowerInvariant(),
        };
    }
}
