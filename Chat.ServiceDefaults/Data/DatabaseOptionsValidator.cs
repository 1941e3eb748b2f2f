using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Data;

[OptionsValidator]
internal sealed partial class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>;
