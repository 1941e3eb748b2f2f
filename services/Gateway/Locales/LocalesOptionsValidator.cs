using Microsoft.Extensions.Options;

namespace Chat.Gateway.Locales;

[OptionsValidator]
internal sealed partial class LocalesOptionsValidator : IValidateOptions<LocalesOptions>;
