using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Identity;

/// <summary>What an attribute cannot say: the key must be base64 of enough bytes.</summary>
internal sealed class SigningKeyValidator : IValidateOptions<IdentityOptions>
{
    public const int MinimumBytes = 32;

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        if (string.IsNullOrEmpty(options.SigningKey))
        {
            // The attribute reports it.
            return ValidateOptionsResult.Skip;
        }

        var buffer = new byte[options.SigningKey.Length];
        return Convert.TryFromBase64String(options.SigningKey, buffer, out var count) && count >= MinimumBytes
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Identity:SigningKey must be base64 of at least 32 bytes.");
    }
}
