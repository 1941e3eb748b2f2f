using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Corpora;

/// <summary>Checks what the settings of <see cref="CorpusOptions"/> must be together.</summary>
internal sealed class CorpusBoundsValidator : IValidateOptions<CorpusOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, CorpusOptions options) =>
        options.MaxTenantBytes <= options.MaxBytes
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Knowledge:Index:MaxTenantBytes is more than MaxBytes: lower it, or raise MaxBytes."
            );
}
