using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Identity;

public sealed class IdentityTokensTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");
    private readonly FakeTimeProvider time = new();
    private readonly IdentityTokens tokens;

    public IdentityTokensTests() => tokens = Create(Key);

    [Fact]
    public void Validate_IssuedToken_GivesThePrincipalWithTheServiceAdded()
    {
        var principal = new Principal
        {
            TenantId = Ids.New(),
            Subject = "visitor-1",
            Kind = PrincipalKind.Visitor,
            Roles = new[] { "a", "b" }.ToFrozenSet(StringComparer.Ordinal),
            Scopes = new[] { "speak" }.ToFrozenSet(StringComparer.Ordinal),
            DisplayName = "Zoë \"Z\"",
        };

        var result = Create(Key).Validate(tokens.Issue(principal));

        Assert.Equal(principal with { Service = "gateway" }, result.Value);
    }

    [Fact]
    public void Issue_SamePrincipalSoonAgain_GivesTheSameToken()
    {
        var tenant = Ids.New();
        var first = tokens.Issue(Principal.ForService("x", tenant, "speak"));
        time.Advance(TimeSpan.FromSeconds(19));

        Assert.Same(first, tokens.Issue(Principal.ForService("x", tenant, "speak")));
    }

    [Fact]
    public void Issue_AfterTwentySeconds_GivesAFreshToken()
    {
        var principal = Principal.ForService("x", Ids.New());
        var first = tokens.Issue(principal);
        time.Advance(TimeSpan.FromSeconds(21));

        Assert.NotEqual(first, tokens.Issue(principal));
    }

    [Fact]
    public void Issue_OtherScopes_GivesAnotherToken()
    {
        var principal = Principal.ForService("x", Ids.New());

        Assert.NotEqual(tokens.Issue(principal), tokens.Issue(principal.WithScopes("speak")));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(66, false)]
    public void Validate_Age_HoldsForLifetimeAndSkew(int seconds, bool valid)
    {
        var token = tokens.Issue(Principal.ForService("x", Ids.New()));
        _ = tokens.Validate(token);
        time.Advance(TimeSpan.FromSeconds(seconds));

        var result = tokens.Validate(token);

        Assert.Equal(valid, result.IsSuccess);
        Assert.Equal(valid ? null : "clocks_differ", result.Error?.Code);
    }

    [Fact]
    public void Validate_OtherKey_IsRefused()
    {
        var other = Create(Encoding.ASCII.GetBytes("another key of at least 32 bytes"));

        var result = tokens.Validate(other.Issue(Principal.ForService("x", Ids.New())));

        Assert.Equal("token_invalid", result.Error?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public void Validate_Rubbish_IsRefused(string token) => Assert.False(tokens.Validate(token).IsSuccess);

    [Fact]
    public void Validate_AnyCharacterChanged_IsRefused()
    {
        var token = tokens.Issue(Principal.ForService("x", Ids.New()));

        for (var index = 0; index < token.Length; index++)
        {
            // The last character of base64 has spare bits; two replacements differ in more than those.
            var changed = token[index] == 'A' ? 'w' : 'A';
            var forged = $"{token[..index]}{changed}{token[(index + 1)..]}";
            Assert.False(tokens.Validate(forged).IsSuccess, $"Changing character {index} was not noticed.");
        }
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""")]
    [InlineData("""{"typ":"JWT","alg":"HS256"}""")]
    public void Validate_OtherHeader_IsRefusedEvenWhenSigned(string header)
    {
        var payload = tokens.Issue(Principal.ForService("x", Ids.New())).Split('.')[1];

        Assert.False(tokens.Validate(Sign(header, payload)).IsSuccess);
    }

    [Theory]
    [InlineData(
        """{"iss":"other","aud":"chat-internal","exp":99999999999,"tid":"00000000-0000-0000-0000-000000000000","sub":"x","knd":6}"""
    )]
    [InlineData(
        """{"iss":"chat","aud":"other","exp":99999999999,"tid":"00000000-0000-0000-0000-000000000000","sub":"x","knd":6}"""
    )]
    [InlineData(
        """{"iss":"chat","aud":"chat-internal","exp":99999999999,"tid":"00000000-0000-0000-0000-000000000000","sub":"","knd":6}"""
    )]
    [InlineData(
        """{"iss":"chat","aud":"chat-internal","exp":99999999999,"tid":"00000000-0000-0000-0000-000000000000","sub":"x","knd":99}"""
    )]
    [InlineData("""{"iss":"chat","aud":"chat-internal","exp":99999999999,"tid":"no","sub":"x","knd":6}""")]
    [InlineData("""{"iss":"chat","aud":"chat-internal"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Validate_SignedButWrongClaims_IsRefused(string claims)
    {
        var payload = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));

        Assert.False(tokens.Validate(Sign("""{"alg":"HS256","typ":"JWT"}""", payload)).IsSuccess);
    }

    [Fact]
    public void Validate_SignedWithTheLastExpiryThereIs_IsNoFault()
    {
        const string Claims =
            """{"iss":"chat","aud":"chat-internal","exp":253402300799,"tid":"00000000-0000-0000-0000-000000000000","sub":"x","knd":6}""";
        var payload = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Claims));

        Assert.True(tokens.Validate(Sign("""{"alg":"HS256","typ":"JWT"}""", payload)).IsSuccess);
    }

    private static string Sign(string header, string payload)
    {
        var signed = $"{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{payload}";
        var signature = HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private IdentityTokens Create(byte[] key) =>
        new(
            Options.Create(new IdentityOptions { SigningKey = Convert.ToBase64String(key) }),
            new ServiceName("gateway"),
            time,
            NullLogger<IdentityTokens>.Instance
        );
}
