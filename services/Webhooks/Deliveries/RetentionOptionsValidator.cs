using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Deliveries;

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
