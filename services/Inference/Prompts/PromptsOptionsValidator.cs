using Microsoft.Extensions.Options;

namespace Chat.Inference.Prompts;

/// <summary>Checks what attributes say of <see cref="PromptsOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class PromptsOptionsValidator : IValidateOptions<PromptsOptions>;
