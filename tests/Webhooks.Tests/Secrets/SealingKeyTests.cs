using Chat.Webhooks.Secrets;

namespace Chat.Webhooks.Tests.Secrets;

public sealed class SealingKeyTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(31, false)]
    [InlineData(32, true)]
    [InlineData(33, true)]
    [InlineData(1024, true)]
    public void TryCreate_Length_MustBeThatOfAKey(int bytes, bool isKey) =>
        Assert.Equal(isKey, SealingKey.TryCreate(Convert.ToBase64String(new byte[bytes]), out _));

    [Theory]
    [InlineData("")]
    [InlineData("no base64 at all, though it is long enough to be a key")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")]
    [InlineData("__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=")]
    public void TryCreate_OtherLetters_IsRefused(string text)
    {
        Assert.False(SealingKey.TryCreate(text, out var key));
        Assert.Null(key);
    }

    // HKDF-SHA256 (RFC 5869) without salt, as HMAC makes it: another derivation would lose every stored secret.
    [Fact]
    public void TryCreate_Key_IsDerivedAsEver()
    {
        Assert.True(SealingKey.TryCreate(TestVault.Key, out var key));

        Assert.Equal("99ec09b0858d030b", key.Id);
        Assert.Equal(
            "90220bcbe02700347cc9e2bdd676b34b109f1f3c4443cce2b1bf087053486026",
            Convert.ToHexStringLower(key.Key)
        );
    }

    // Sealed by other means (Node 20), with the nonce 000102...0b.
    [Fact]
    public void TryOpen_SecretFromBefore_IsRead()
    {
        var subscription = Guid.Parse("01890000-0000-7000-8000-00000000000a");

        Assert.True(
            TestVault
                .Create()
                .TryOpen(
                    subscription,
                    "gcm1.99ec09b0858d030b.AAECAwQFBgcICQoLCO_eSXz2J8fT71sPBTDa6j8W6tmr_sF0oUb7hjEM2JcmF8SYp__5OvmvKtgeIia-WFZSPH-f",
                    out var secret
                )
        );
        Assert.Equal("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", secret);
    }

    [Fact]
    public void Validate_FivePreviousKeys_AreTheMost()
    {
        var options = new SecretsOptions { EncryptionKey = TestVault.Key };

        options.PreviousEncryptionKeys = [.. Enumerable.Repeat(TestVault.OtherKey, 5)];
        Assert.True(new SecretsOptionsValidator().Validate(null, options).Succeeded);

        options.PreviousEncryptionKeys = [.. Enumerable.Repeat(TestVault.OtherKey, 6)];
        Assert.Contains(
            "PreviousEncryptionKeys must have at most 5 entries",
            new SecretsOptionsValidator().Validate(null, options).FailureMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void TryOpen_OneOfSeveralPreviousKeys_IsFound()
    {
        var subscription = Guid.CreateVersion7();
        var third = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        var value = TestVault.Create(third).Seal(subscription, "a");

        Assert.True(TestVault.Create(TestVault.Key, TestVault.OtherKey, third).TryOpen(subscription, value, out _));
        Assert.False(TestVault.Create(TestVault.Key, TestVault.OtherKey).TryOpen(subscription, value, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Grüße 😀")]
    public void TryOpen_AnyText_IsTheSame(string text)
    {
        var (vault, subscription) = (TestVault.Create(), Guid.CreateVersion7());

        Assert.True(vault.TryOpen(subscription, vault.Seal(subscription, text), out var secret));
        Assert.Equal(text, secret);
    }
}
