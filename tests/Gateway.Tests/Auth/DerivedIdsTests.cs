using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Auth;

public sealed class DerivedIdsTests
{
    [Fact]
    public void Derive_SameParts_IsTheSameUuidOfVersionEight()
    {
        var first = With(1).Derive("visitor", "a");

        Assert.Equal(first, With(1).Derive("visitor", "a"));
        Assert.Equal(8, Guid.ParseExact(first, "D").Version);
    }

    [Fact]
    public void Derive_SameTextCutElsewhere_IsAnotherId() =>
        Assert.NotEqual(With(1).Derive("ab", "c"), With(1).Derive("a", "bc"));

    [Fact]
    public void Derive_UnderAnotherSigningKey_IsAnotherId() =>
        Assert.NotEqual(With(1).Derive("a"), With(2).Derive("a"));

    private static DerivedIds With(byte secret)
    {
        var key = new byte[32];
        key[0] = secret;
        return new DerivedIds(Options.Create(new IdentityOptions { SigningKey = Convert.ToBase64String(key) }));
    }
}
