using Microsoft.Extensions.Options;

namespace Chat.Gateway.Limits;

[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;
