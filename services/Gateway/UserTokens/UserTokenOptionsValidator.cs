using Microsoft.Extensions.Options;

namespace Chat.Gateway.UserTokens;

[OptionsValidator]
internal sealed partial class UserTokenOptionsValidator : IValidateOptions<UserTokenOptions>;
