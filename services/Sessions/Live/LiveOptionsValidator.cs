using Microsoft.Extensions.Options;

namespace Chat.Sessions.Live;

[OptionsValidator]
internal sealed partial class LiveOptionsValidator : IValidateOptions<LiveOptions>;
