using Chat.Gateway.Auth;
using Chat.Gateway.Dialects.Xcelsior;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Auth;

/// <summary>What clients keep still holds when the suite signs with another key.</summary>
public sealed class KeyRotationTests
{
    private static readonly Guid Tenant = new("0190a000-0000-7000-8000-000000000001");
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task ValidateAsync_SignedWithAPreviousKey_IsTheVisitor()
    {
        var token = Tokens(With(1)).Issue(Tenant, "v-1", null).Token;

        Assert.Equal("v-1", (await Tokens(With(2, 1)).ValidateAsync(token)).Value.Caller.Principal.Subject);
        Assert.False((await Tokens(With(2)).ValidateAsync(token)).IsSuccess);
    }

    [Fact]
    public async Task Issue_WithAPreviousKey_SignsWithTheCurrentOne()
    {
        var token = Tokens(With(2, 1)).Issue(Tenant, "v-1", null).Token;

        Assert.True((await Tokens(With(2)).ValidateAsync(token)).IsSuccess);
        Assert.False((await Tokens(With(1)).ValidateAsync(token)).IsSuccess);
    }

    [Fact]
    public void DeriveAndShow_WithTheFirstKeyAsDerivationKey_AreTheSameIds()
    {
        var rotated = With(2);
        rotated.Value.DerivationKey = With(1).Value.SigningKey;

        Assert.Equal(new DerivedIds(With(1)).Derive("a"), new DerivedIds(rotated).Derive("a"));
        Assert.Equal(new XcelsiorCustomerIds(With(1)).Show(Tenant), new XcelsiorCustomerIds(rotated).Show(Tenant));
    }

    private VisitorTokens Tokens(IOptions<IdentityOptions> identity) =>
        new(identity, Options.Create(new AuthOptions()), time);

    private static IOptions<IdentityOptions> With(byte current, params byte[] previous) =>
        Options.Create(
            new IdentityOptions { SigningKey = Key(current), PreviousSigningKeys = [.. previous.Select(Key)] }
        );

    private static string Key(byte seed) => Convert.ToBase64String([.. Enumerable.Repeat(seed, 32)]);
}
