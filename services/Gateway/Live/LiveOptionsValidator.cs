using Microsoft.Extensions.Options;

namespace Chat.Gateway.Live;

[OptionsValidator]
internal sealed partial class LiveOptionsValidator : IValidateOptions<LiveOptions>;
