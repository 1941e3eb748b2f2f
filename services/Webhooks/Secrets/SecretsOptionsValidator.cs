using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Secrets;

[OptionsValidator]
internal sealed partial class SecretsOptionsValidator : IValidateOptions<SecretsOptions>;
