using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.Visitors;

public sealed class IdentifyTests : GatewayTest
{
    private static readonly Uri Identify = new("/v1/visitors/identify", UriKind.Relative);

    protected override (string Name, string Value)[] Settings => [("UserTokens:PollInterval", "00:00:00.1")];

    [Fact]
    public async Task Identify_ByItsWord_IsPassedOnAsTheVisitor()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());

        using var response = await client.PostAsync(
            Identify,
            Answers.Json("""{"name":"Ada","email":"ada@example.com"}"""),
            Cancelled
        );

        var body = await Answers.JsonAsync(response, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Ada", body.GetProperty("name").GetString());
        Assert.False(body.GetProperty("verified").GetBoolean());
        var (identity, request) = Assert.Single(Gateway.Fakes.Visitors.Identified);
        Assert.Equal(PrincipalKind.Visitor, PrincipalOf(identity).Kind);
        Assert.Empty(request.UserIdentity);
    }

    [Fact]
    public async Task Identify_WithAUserToken_ProvesTheUser()
    {
        using var backend = Gateway.NewClient(GatewayHost.SecretKey);
        using var issued = await backend.PostAsync(new Uri("/v1/users/u-1/tokens", UriKind.Relative), null, Cancelled);
        var userToken = (await Answers.JsonAsync(issued, Cancelled)).GetProperty("token").GetString();
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());

        using var response = await client.PostAsync(
            Identify,
            Answers.Json($$"""{"userToken":"{{userToken}}"}"""),
            Cancelled
        );

        Assert.True((await Answers.JsonAsync(response, Cancelled)).GetProperty("verified").GetBoolean());
        var (_, request) = Assert.Single(Gateway.Fakes.Visitors.Identified);
        var user = PrincipalOf(request.UserIdentity);
        Assert.Equal((PrincipalKind.User, "u-1"), (user.Kind, user.Subject));
    }

    [Theory]
    [InlineData("""{"userToken":"eyJhbGciOiJIUzI1NiJ9.e30.x"}""", HttpStatusCode.Unauthorized, "token_invalid")]
    [InlineData("""{"name":7}""", HttpStatusCode.BadRequest, "invalid_request")]
    public async Task Identify_Wrong_IsRefused(string json, HttpStatusCode status, string code)
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());

        using var response = await client.PostAsync(Identify, Answers.Json(json), Cancelled);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await Answers.CodeAsync(response, Cancelled));
        Assert.Empty(Gateway.Fakes.Visitors.Identified);
    }

    [Fact]
    public async Task Identify_VisitorTokenAsUserToken_IsRefused()
    {
        var visitor = await NewVisitorTokenAsync();
        using var client = Gateway.NewClient(visitor);

        using var response = await client.PostAsync(
            Identify,
            Answers.Json($$"""{"userToken":"{{visitor}}"}"""),
            Cancelled
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Identify_Key_NeedsAVisitor()
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsync(Identify, Answers.Json("{}"), Cancelled);

        Assert.Equal("visitor_required", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Identify_SecretKey_IsToldWhatIsNeeded()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);

        using var response = await client.PostAsync(Identify, Answers.Json("{}"), Cancelled);

        var problem = await Answers.JsonAsync(response, Cancelled);
        Assert.Equal("This resource needs a visitor's token.", problem.GetProperty("detail").GetString());
    }

    private Principal PrincipalOf(string identity) =>
        Gateway.Services.GetRequiredService<IIdentityTokens>().Validate(identity).Value;
}
