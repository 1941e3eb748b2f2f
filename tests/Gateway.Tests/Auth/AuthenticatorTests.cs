using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.UserTokens;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Auth;

public sealed class AuthenticatorTests
{
    private const string Own = "https://chat.example:8443";
    private const string Shop = "https://shop.example";
    private const string Elsewhere = "https://evil.example";
    private static readonly Guid TenantId = new("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid LoginId = new("0190a000-0000-7000-8000-000000000002");
    private readonly FakeTimeProvider time = new();
    private readonly FixedTenants tenants = new();
    private readonly FixedLogins logins = new();
    private readonly VisitorTokens visitors;
    private readonly AgentTokens agents;
    private readonly Authenticator authenticator;

    public AuthenticatorTests()
    {
        var (identity, options) = (
            Options.Create(new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) }),
            Options.Create(new AuthOptions())
        );
        visitors = new VisitorTokens(identity, options, time);
        agents = new AgentTokens(identity, options, new LoginDirectory(logins, options, time), time);
        var users = new UserTokenCodec(identity, revocations: null!, time);
        authenticator = new Authenticator(new KeyDirectory(tenants, options, time), visitors, users, agents);
        tenants.Key = static () => Key(KeyKind.Publishable);
        logins.Login = static request => new AgentIdentity
        {
            TenantId = request.TenantId,
            LoginId = request.LoginId,
            AgentId = "agent-1",
            Name = "Ada",
            Role = "manager",
        };
    }

    [Theory]
    [InlineData("")]
    [InlineData("pk_test_1")]
    [InlineData("Basic cGs6")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer    ")]
    public async Task AuthenticateAsync_NoCredential_SaysWhatToSend(string header) =>
        Assert.IsType<CredentialsMissing>((await WithHeaderAsync(header)).Error);

    [Theory]
    [InlineData("Bearer pk_test_1")]
    [InlineData("bearer pk_test_1")]
    [InlineData("BEARER   pk_test_1 ")]
    public async Task AuthenticateAsync_Scheme_IsReadInAnyCaseAndSpacing(string header) =>
        Assert.True((await WithHeaderAsync(header)).IsSuccess);

    [Theory]
    [InlineData(4096, "key_invalid")]
    [InlineData(4097, "unauthenticated")]
    public async Task AuthenticateAsync_Length_IsBounded(int length, string code)
    {
        tenants.Key = static () => throw FixedTenants.NotFound();

        Assert.Equal(code, (await ShowAsync("pk_" + new string('x', length - 3), null)).Error?.Code);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Shop, true)]
    [InlineData("HTTPS://SHOP.EXAMPLE", true)]
    [InlineData(Own, true)]
    [InlineData("http://chat.example:8443", true)]
    [InlineData("https://chat.example", false)]
    [InlineData("http://shop.example", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData(Elsewhere, false)]
    [InlineData("null", false)]
    public async Task AuthenticateAsync_PublishableKey_IsForItsOriginsAndOurOwnPages(string? origin, bool isTaken)
    {
        var caller = await ShowAsync("pk_test_1", origin);

        Assert.Equal(isTaken ? null : "origin_not_allowed", caller.Error?.Code);
    }

    [Fact]
    public async Task AuthenticateAsync_PublishableKeyForAnyOrigin_IsTakenFromAnywhere()
    {
        tenants.Key = static () => Key(KeyKind.Publishable, "*");

        Assert.True((await ShowAsync("pk_test_1", Elsewhere)).IsSuccess);
    }

    [Fact]
    public async Task AuthenticateAsync_SecretKey_IsNotBoundToOrigins()
    {
        tenants.Key = static () => Key(KeyKind.Secret);

        Assert.Equal(CallerKind.SecretKey, (await ShowAsync("sk_test_1", Elsewhere)).Value.Kind);
    }

    [Theory]
    [InlineData(Shop, Shop, true)]
    [InlineData(Shop, null, true)]
    [InlineData(Shop, Own, true)]
    [InlineData(Shop, Elsewhere, false)]
    [InlineData(null, Elsewhere, true)]
    public async Task AuthenticateAsync_VisitorToken_IsForTheOriginItWasGivenTo(
        string? given,
        string? shown,
        bool isTaken
    )
    {
        var caller = await ShowAsync(visitors.Issue(TenantId, "visitor-1", given).Token, shown);

        Assert.Equal(isTaken ? null : "origin_not_allowed", caller.Error?.Code);
        Assert.Equal(isTaken ? "visitor-1" : null, caller.IsSuccess ? caller.Value.Principal.Subject : null);
    }

    [Theory]
    [InlineData(Shop, Shop, true)]
    [InlineData(Shop, Elsewhere, false)]
    [InlineData(null, Elsewhere, true)]
    public async Task AuthenticateAsync_AgentToken_IsForTheOriginItWasGivenTo(
        string? given,
        string? shown,
        bool isTaken
    )
    {
        var caller = await ShowAsync(agents.Issue(TenantId, "agent-1", LoginId, given).Token, shown);

        Assert.Equal(isTaken ? null : "origin_not_allowed", caller.Error?.Code);
    }

    [Fact]
    public async Task AuthenticateAsync_AgentToken_IsTheAgentAsItIsNow()
    {
        var caller = (await ShowAsync(agents.Issue(TenantId, "agent-1", LoginId, null).Token, null)).Value;

        Assert.Equal((CallerKind.Agent, TenantId, LoginId), (caller.Kind, caller.TenantId, caller.LoginId));
        Assert.Equal(
            ("agent-1", PrincipalKind.Agent, "Ada"),
            (caller.Principal.Subject, caller.Principal.Kind, caller.Principal.DisplayName)
        );
        Assert.Equal(AgentRoles.UpTo("manager"), caller.Principal.Roles);
        var asked = Assert.Single(logins.Requests);
        Assert.Equal((TenantId.ToString(), LoginId.ToString()), (asked.TenantId, asked.LoginId));
    }

    [Fact]
    public async Task AuthenticateAsync_AgentWhoseLoginHasEnded_IsToldToLogInAgain()
    {
        logins.Login = static _ => throw FixedTenants.NotFound();

        var caller = await ShowAsync(agents.Issue(TenantId, "agent-1", LoginId, null).Token, null);

        Assert.IsType<AgentTokenRefused>(caller.Error);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public async Task AuthenticateAsync_AgentToken_HoldsForFifteenMinutes(int minutes, bool holds)
    {
        var issued = agents.Issue(TenantId, "agent-1", LoginId, null);
        time.Advance(TimeSpan.FromMinutes(minutes));

        var caller = await ShowAsync(issued.Token, null);

        Assert.Equal(TimeSpan.FromMinutes(15 - minutes), issued.ExpiresAt - time.GetUtcNow());
        Assert.Equal(holds ? null : typeof(AgentTokenRefused), caller.Error?.GetType());
    }

    [Fact]
    public async Task AuthenticateAsync_NewVisitor_HasAnIdOfItsOwn()
    {
        var (first, second) = (visitors.Issue(TenantId, null, null), visitors.Issue(TenantId, null, null));

        Assert.NotEqual(first.VisitorId, second.VisitorId);
        Assert.Equal(first.VisitorId, (await ShowAsync(first.Token, null)).Value.Principal.Subject);
        Assert.Equal(TimeSpan.FromDays(30), first.ExpiresAt - time.GetUtcNow());
    }

    [Theory]
    [InlineData("not.a.token")]
    [InlineData("PK_test_1")]
    [InlineData("0190a000")]
    public async Task AuthenticateAsync_NeitherKeyNorToken_IsATokenThatDoesNotHold(string credential)
    {
        Assert.IsType<VisitorTokenRefused>((await ShowAsync(credential, null)).Error);
        Assert.Empty(tenants.Hashes);
    }

    [Fact]
    public async Task AuthenticateAsync_AgentTokenWithoutALogin_IsRefused()
    {
        var forged = new SignedTokens(
            new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) },
            "chat-agent",
            "chat agent token v1",
            time
        ).Write(new SignedToken { TenantId = TenantId, Subject = "agent-1" }, time.GetUtcNow().AddMinutes(1));

        Assert.IsType<AgentTokenRefused>((await ShowAsync(forged, null)).Error);
        Assert.Empty(logins.Requests);
    }

    private async Task<Result<Caller>> WithHeaderAsync(string header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = header;
        return await authenticator.AuthenticateAsync(context, TestContext.Current.CancellationToken);
    }

    private async Task<Result<Caller>> ShowAsync(string credential, string? origin)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString("chat.example", 8443);
        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        return await authenticator.AuthenticateAsync(credential, request, TestContext.Current.CancellationToken);
    }

    private static ResolvedKey Key(KeyKind kind, string origin = Shop) =>
        new()
        {
            KeyId = "key-1",
            Kind = kind,
            Tenant = new ResolvedTenant { TenantId = TenantId.ToString() },
            AllowedOrigins = { origin },
        };
}
