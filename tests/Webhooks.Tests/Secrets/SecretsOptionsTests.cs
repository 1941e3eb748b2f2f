using Chat.Webhooks.Secrets;

namespace Chat.Webhooks.Tests.Secrets;

public sealed class SecretsOptionsTests
{
    [Fact]
    public void Validate_KeysInForce_Passes() =>
        Assert.True(
            new SecretsOptionsRules()
                .Validate(
                    null,
                    new SecretsOptions { EncryptionKey = TestVault.Key, PreviousEncryptionKeys = [TestVault.OtherKey] }
                )
                .Succeeded
        );

    [Fact]
    public void Validate_NoKey_SaysWhatToSet()
    {
        var result = new SecretsOptionsValidator().Validate(null, new SecretsOptions());

        Assert.Contains("Webhooks:Secrets:EncryptionKey is missing", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_SeveralBadKeys_NamesEachAndShowsNone()
    {
        var result = new SecretsOptionsRules().Validate(
            null,
            new SecretsOptions { EncryptionKey = "c2hvcnQ=", PreviousEncryptionKeys = [TestVault.Key, "no base64"] }
        );

        Assert.Equal(2, result.Failures?.Count());
        Assert.Contains("EncryptionKey must be", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("PreviousEncryptionKeys:1 must be", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("no base64", result.FailureMessage, StringComparison.Ordinal);
    }
}
