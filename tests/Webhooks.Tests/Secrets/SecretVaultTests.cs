using System.Buffers.Text;
using Chat.Webhooks.Secrets;

namespace Chat.Webhooks.Tests.Secrets;

public sealed class SecretVaultTests
{
    private readonly Guid _subscription = Guid.CreateVersion7();

    [Fact]
    public void Seal_Secret_OpensAgainAndHidesIt()
    {
        var vault = TestVault.Create();

        var value = vault.Seal(_subscription, WebhooksHost.Secret);

        Assert.True(vault.TryOpen(_subscription, value, out var secret));
        Assert.Equal(WebhooksHost.Secret, secret);
        Assert.StartsWith(vault.CurrentPrefix, value, StringComparison.Ordinal);
        Assert.DoesNotContain("MfKQ9r8G", value, StringComparison.Ordinal);
    }

    [Fact]
    public void Seal_SameSecretTwice_LooksDifferent()
    {
        var vault = TestVault.Create();

        Assert.NotEqual(vault.Seal(_subscription, "a"), vault.Seal(_subscription, "a"));
    }

    [Fact]
    public void TryOpen_OtherSubscription_IsRefused()
    {
        var vault = TestVault.Create();

        Assert.False(vault.TryOpen(Guid.CreateVersion7(), vault.Seal(_subscription, "a"), out _));
    }

    [Fact]
    public void TryOpen_KeyRotated_OpensOldAndSealsNew()
    {
        var old = TestVault.Create().Seal(_subscription, "a");
        var rotated = TestVault.Create(TestVault.OtherKey, TestVault.Key);

        Assert.True(rotated.TryOpen(_subscription, old, out var secret));
        Assert.Equal("a", secret);
        Assert.False(old.StartsWith(rotated.CurrentPrefix, StringComparison.Ordinal));
        Assert.False(TestVault.Create().TryOpen(_subscription, rotated.Seal(_subscription, "a"), out _));
    }

    [Fact]
    public void TryOpen_AnyByteChanged_IsRefused()
    {
        var vault = TestVault.Create();
        var value = vault.Seal(_subscription, "abc");
        var box = Base64Url.DecodeFromChars(value.AsSpan(vault.CurrentPrefix.Length));

        for (var i = 0; i < box.Length; i++)
        {
            var changed = (byte[])box.Clone();
            changed[i] ^= 1;
            Assert.False(
                vault.TryOpen(_subscription, vault.CurrentPrefix + Base64Url.EncodeToString(changed), out _),
                $"byte {i}"
            );
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("gcm1.")]
    [InlineData("gcm1.0000000000000000.AAAA")]
    [InlineData("gcm2.{0}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("gcm1.{0}.")]
    [InlineData("gcm1.{0}.AAAA")]
    [InlineData("gcm1.{0}.not base64!")]
    [InlineData("gcm1.{0}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void TryOpen_Nonsense_IsRefused(string pattern)
    {
        var vault = TestVault.Create();
        var keyId = vault.CurrentPrefix.Split('.')[1];

        Assert.False(vault.TryOpen(_subscription, pattern.Replace("{0}", keyId, StringComparison.Ordinal), out _));
    }

    [Fact]
    public void KeyId_OfAKey_SaysNothingAboutIt()
    {
        Assert.True(SealingKey.TryCreate(TestVault.Key, out var key));
        Assert.True(SealingKey.TryCreate(TestVault.OtherKey, out var other));

        Assert.NotEqual(key.Id, other.Id);
        Assert.DoesNotContain(key.Id, Convert.ToHexStringLower(key.Key), StringComparison.Ordinal);
        Assert.NotEqual(Convert.FromBase64String(TestVault.Key), key.Key);
    }
}
