using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Identity;

/// <summary>What an attribute cannot say: the keys must be base64 of enough bytes.</summary>
internal sealed class SigningKeyValidator : IValidateOptions<IdentityOptions>
{
    public const int MinimumBytes = 32;

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        var faults = new List<string>();
        // The attribute reports one that is missing.
        Check("SigningKey", options.SigningKey, faults);
        Check("DerivationKey", options.DerivationKey, faults);
        for (var i = 0; i < options.PreviousSigningKeys.Length; i++)
        {
            if (!IsKey(options.PreviousSigningKeys[i]))
            {
                faults.Add(Fault($"PreviousSigningKeys:{i}"));
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Check(string setting, string key, List<string> faults)
    {
        if (!string.IsNullOrEmpty(key) && !IsKey(key))
        {
            faults.Add(Fault(setting));
        }
    }

    private static string Fault(string setting) => $"Identity:{setting} must be base64 of at least 32 bytes.";

    private static bool IsKey(string? text) =>
        text is not null
        && Convert.TryFromBase64String(text, new byte[text.Length], out var count)
        && count >= MinimumBytes;
}
