using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>OpenAI itself answers nobody without a key; servers of one's own may.</summary>
internal sealed class OpenAiKeyValidator(IOptions<ProvidersOptions> providers) : IValidateOptions<OpenAiOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, OpenAiOptions options) =>
        providers.Value.Provider == "openai" && options.ApiKey.Length == 0 && options.BaseUrl is null
            ? ValidateOptionsResult.Fail(
                "The provider openai needs a key: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server without keys."
            )
            : ValidateOptionsResult.Success;
}
