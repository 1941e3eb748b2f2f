using Microsoft.Extensions.Options;

namespace Chat.Inference.Passages;

/// <summary>Checks <see cref="PassagesOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class PassagesOptionsValidator : IValidateOptions<PassagesOptions>;
