using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Recovery;

/// <summary>Checks <see cref="RecoveryOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class RecoveryOptionsValidator : IValidateOptions<RecoveryOptions>;
