using Microsoft.Extensions.Options;

namespace Chat.Sessions.Log;

[OptionsValidator]
internal sealed partial class LogOptionsValidator : IValidateOptions<LogOptions>;
