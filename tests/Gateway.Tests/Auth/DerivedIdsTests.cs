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
    public void Derive_AnyParts_IsAUuidOfTheStandardsVariant() =>
        Assert.All(
            Enumerable.Range(0, 50).Select(n => Guid.ParseExact(With(1).Derive($"{n}"), "D")),
            id => Assert.Equal((8, true), (id.Version, id.Variant is >= 8 and <= 11))
        );

    // Clients keep them, and conversations are found by them.
    [Fact]
    public void Derive_SameKeyAndParts_IsTheIdItHasAlwaysBeen() =>
        Assert.Equal("30ae984c-b600-802b-804e-d46216033324", With(1).Derive("conversation", "a", "", "ü"));

    [Theory]
    [InlineData("a", "b", "b", "a")]
    [InlineData("a", "", "", "a")]
    [InlineData("ab", "", "a", "b")]
    [InlineData("A", "b", "a", "b")]
    public void Derive_OtherPartsOrAnotherOrder_IsAnotherId(string one, string two, string three, string four) =>
        Assert.NotEqual(With(1).Derive(one, two), With(1).Derive(three, four));

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
