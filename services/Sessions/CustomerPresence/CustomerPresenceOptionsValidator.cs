using Microsoft.Extensions.Options;

namespace Chat.Sessions.CustomerPresence;

[OptionsValidator]
internal sealed partial class CustomerPresenceOptionsValidator : IValidateOptions<CustomerPresenceOptions>;
