using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Resilience;

[OptionsValidator]
internal sealed partial class HttpClientOptionsValidator : IValidateOptions<HttpClientOptions>;
