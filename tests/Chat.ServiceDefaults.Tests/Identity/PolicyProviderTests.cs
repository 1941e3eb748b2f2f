using System.Security.Claims;
using Chat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.ServiceDefaults.Tests.Identity;

public sealed class PolicyProviderTests
{
    private readonly PolicyProvider policies = new();

    [Theory]
    [InlineData(PrincipalKind.Service, true)]
    [InlineData(PrincipalKind.SecretKey, false)]
    [InlineData(PrincipalKind.PublishableKey, false)]
    [InlineData(PrincipalKind.Agent, false)]
    [InlineData(PrincipalKind.User, false)]
    [InlineData(PrincipalKind.Visitor, false)]
    public async Task GetPolicy_Service_LetsServicesInAlone(PrincipalKind kind, bool expected)
    {
        var policy = await policies.GetPolicyAsync(Policies.Service);

        Assert.Equal(expected, await LetsInAsync(policy!, Of(kind)));
    }

    [Theory]
    [InlineData("speak", true)]
    [InlineData("Speak", false)]
    [InlineData("speak2", false)]
    [InlineData("", false)]
    public async Task GetPolicy_Scope_NeedsExactlyThatScope(string scope, bool expected)
    {
        var policy = await policies.GetPolicyAsync(Policies.SpeakScope);

        Assert.Equal(expected, await LetsInAsync(policy!, Of(PrincipalKind.Visitor, scope)));
    }

    [Fact]
    public async Task GetPolicy_UnknownName_IsNone() => Assert.Null(await policies.GetPolicyAsync("admins"));

    [Fact]
    public async Task Fallback_NothingAsked_StillNeedsAnIdentity()
    {
        var fallback = (await policies.GetFallbackPolicyAsync())!;

        Assert.True(await LetsInAsync(fallback, Of(PrincipalKind.Visitor)));
        Assert.False(await LetsInAsync(fallback, new ClaimsPrincipal(new ClaimsIdentity())));
    }

    // Whatever else signed somebody in, it was not our token.
    [Fact]
    public async Task Default_SignedInByAnotherScheme_IsNotLetIn()
    {
        var stranger = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "x")], "cookies"));

        Assert.False(await LetsInAsync(await policies.GetDefaultPolicyAsync(), stranger));
    }

    private static async Task<bool> LetsInAsync(AuthorizationPolicy policy, ClaimsPrincipal user)
    {
        await using var services = new ServiceCollection().AddLogging().AddAuthorization().BuildServiceProvider();
        var authorization = services.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(user, policy)).Succeeded;
    }

    private static IdentityUser Of(PrincipalKind kind, params string[] scopes) =>
        new(
            new Principal
            {
                TenantId = Guid.Empty,
                Subject = "x",
                Kind = kind,
            }.WithScopes(scopes)
        );
}
