using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Outbox;

[OptionsValidator]
internal sealed partial class OutboxOptionsValidator : IValidateOptions<OutboxOptions>;
