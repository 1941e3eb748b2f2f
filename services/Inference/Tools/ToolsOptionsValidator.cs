using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Checks what attributes say of <see cref="ToolsOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class ToolsOptionsValidator : IValidateOptions<ToolsOptions>;
