using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Targets;

/// <summary>Checks <see cref="VendorOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class VendorOptionsValidator : IValidateOptions<VendorOptions>;
