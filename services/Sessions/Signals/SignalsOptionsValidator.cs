using Microsoft.Extensions.Options;

namespace Chat.Sessions.Signals;

[OptionsValidator]
internal sealed partial class SignalsOptionsValidator : IValidateOptions<SignalsOptions>;
