using Microsoft.Extensions.Options;

namespace Chat.Sessions.Speaking;

[OptionsValidator]
internal sealed partial class SpeakingOptionsValidator : IValidateOptions<SpeakingOptions>;
