using System.Buffers.Text;
using System.Text;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Auth;

public sealed class VisitorTokensTests
{
    private static readonly Guid Tenant = new("0190a000-0000-7000-8000-000000000001");
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task ValidateAsync_OwnToken_GivesTenantVisitorAndOrigin()
    {
        var tokens = Create(1);
        var issued = tokens.Issue(Tenant, "v-1", "https://a.example");

        var read = await tokens.ValidateAsync(issued.Token);

        Assert.True(read.IsSuccess);
        Assert.Equal((Tenant, "v-1"), (read.Value.Caller.TenantId, read.Value.Caller.Principal.Subject));
        Assert.Equal(PrincipalKind.Visitor, read.Value.Caller.Principal.Kind);
        Assert.Equal("https://a.example", read.Value.Origin);
    }

    [Fact]
    public async Task ValidateAsync_AfterItsLifetime_IsRefused()
    {
        var tokens = Create(1);
        var issued = tokens.Issue(Tenant, null, null);

        time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));

        Assert.False((await tokens.ValidateAsync(issued.Token)).IsSuccess);
    }

    [Fact]
    public async Task ValidateAsync_TokenOfAnotherKey_IsRefused() =>
        Assert.False((await Create(1).ValidateAsync(Create(2).Issue(Tenant, null, null).Token)).IsSuccess);

    [Fact]
    public async Task ValidateAsync_AnyChangedCharacter_IsRefused()
    {
        var tokens = Create(1);
        var token = tokens.Issue(Tenant, "v-1", null).Token;

        for (var at = 0; at < token.Length - 1; at += 7)
        {
            var forged = token.ToCharArray();
            forged[at] = forged[at] == 'A' ? 'B' : 'A';
            Assert.False((await tokens.ValidateAsync(new string(forged))).IsSuccess);
        }
    }

    [Fact]
    public async Task ValidateAsync_UnsignedToken_IsRefused()
    {
        var parts = Create(1).Issue(Tenant, "v-1", null).Token.Split('.');
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}"""));

        Assert.False((await Create(1).ValidateAsync($"{header}.{parts[1]}.")).IsSuccess);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("..")]
    public async Task ValidateAsync_NoToken_IsRefused(string text) =>
        Assert.False((await Create(1).ValidateAsync(text)).IsSuccess);

    private VisitorTokens Create(byte key) =>
        new(
            Options.Create(
                new IdentityOptions { SigningKey = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]) }
            ),
            Options.Create(new AuthOptions()),
            time
        );
}
