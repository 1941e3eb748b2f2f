using Microsoft.Extensions.Options;

namespace Chat.Sessions.AgentLogins;

[OptionsValidator]
internal sealed partial class LoginOptionsValidator : IValidateOptions<LoginOptions>;
