using Microsoft.Extensions.Options;

namespace Chat.Gateway.Auth;

[OptionsValidator]
internal sealed partial class AuthOptionsValidator : IValidateOptions<AuthOptions>;
