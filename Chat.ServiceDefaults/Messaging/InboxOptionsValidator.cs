using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Messaging;

[OptionsValidator]
internal sealed partial class InboxOptionsValidator : IValidateOptions<InboxOptions>;
