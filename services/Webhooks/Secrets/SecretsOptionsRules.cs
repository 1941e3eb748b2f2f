using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Secrets;

/// <summary>What attributes cannot say: every key must be base64 of enough bytes. No message carries a key.</summary>
internal sealed class SecretsOptionsRules : IValidateOptions<SecretsOptions>
{
    private const string Shape = "must be base64 of at least 32 bytes.";

    public ValidateOptionsResult Validate(string? name, SecretsOptions options)
    {
        var faults = new List<string>();
        // The attribute reports a missing one.
        if (options.EncryptionKey.Length > 0 && !SealingKey.TryCreate(options.EncryptionKey, out _))
        {
            faults.Add($"{SecretsOptions.Section}:EncryptionKey {Shape}");
        }

        for (var i = 0; i < options.PreviousEncryptionKeys.Length; i++)
        {
            if (!SealingKey.TryCreate(options.PreviousEncryptionKeys[i], out _))
            {
                faults.Add($"{SecretsOptions.Section}:PreviousEncryptionKeys:{i} {Shape}");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
