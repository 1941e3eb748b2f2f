using Microsoft.Extensions.Options;

namespace Chat.Gateway.ClientAddresses;

[OptionsValidator]
internal sealed partial class ProxiesOptionsValidator : IValidateOptions<ProxiesOptions>;
