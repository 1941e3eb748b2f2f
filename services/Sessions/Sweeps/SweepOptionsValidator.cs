using Microsoft.Extensions.Options;

namespace Chat.Sessions.Sweeps;

[OptionsValidator]
internal sealed partial class SweepOptionsValidator : IValidateOptions<SweepOptions>;
