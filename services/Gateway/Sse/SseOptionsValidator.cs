using Microsoft.Extensions.Options;

namespace Chat.Gateway.Sse;

[OptionsValidator]
internal sealed partial class SseOptionsValidator : IValidateOptions<SseOptions>;
