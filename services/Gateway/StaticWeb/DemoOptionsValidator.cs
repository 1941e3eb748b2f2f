using Microsoft.Extensions.Options;

namespace Chat.Gateway.StaticWeb;

/// <summary>A secret key given by mistake would be shown to everybody: better not to start.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options) =>
        options.PublishableKey.Length == 0 || options.PublishableKey.StartsWith("pk_", StringComparison.Ordinal)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Demo:PublishableKey must be a publishable key (pk_...) or empty.");
}
