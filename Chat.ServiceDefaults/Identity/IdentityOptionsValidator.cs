using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Identity;

[OptionsValidator]
internal sealed partial class IdentityOptionsValidator : IValidateOptions<IdentityOptions>;
