using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools.Mcp;

/// <summary>Checks <see cref="McpOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class McpOptionsValidator : IValidateOptions<McpOptions>;
