using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Gathering;

/// <summary>Checks <see cref="GatheringOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class GatheringOptionsValidator : IValidateOptions<GatheringOptions>;
