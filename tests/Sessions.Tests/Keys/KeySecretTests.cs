using Chat.Sessions.Keys;
using Chat.Sessions.Tenants;

namespace Chat.Sessions.Tests.Keys;

public sealed class KeySecretTests
{
    [Theory]
    [InlineData((int)KeyKind.Publishable, "^pk_live_[A-Za-z0-9_-]{32}$")]
    [InlineData((int)KeyKind.Secret, "^sk_live_[A-Za-z0-9_-]{32}$")]
    public void Create_Kind_HasItsPrefix(int kind, string pattern) =>
        Assert.Matches(pattern, KeySecret.Create((KeyKind)kind));

    [Fact]
    public void Create_Twice_GivesTwoKeys() =>
        Assert.NotEqual(KeySecret.Create(KeyKind.Secret), KeySecret.Create(KeyKind.Secret));

    [Fact]
    public void HashOf_KnownKey_IsItsSha256() =>
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            Convert.ToHexStringLower(KeySecret.HashOf("abc"))
        );
}
