using Microsoft.Extensions.Options;

namespace Chat.Gateway.AgentLogin;

[OptionsValidator]
internal sealed partial class ThrottleOptionsValidator : IValidateOptions<ThrottleOptions>;
