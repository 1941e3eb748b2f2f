using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

[OptionsValidator]
internal sealed partial class CircuitOptionsValidator : IValidateOptions<CircuitOptions>;
