using Microsoft.Extensions.Options;

namespace Chat.Gateway.RateLimits;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
