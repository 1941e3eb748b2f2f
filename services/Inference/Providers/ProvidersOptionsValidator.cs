using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers;

/// <summary>Checks <see cref="ProvidersOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class ProvidersOptionsValidator : IValidateOptions<ProvidersOptions>;
