using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tenants;

[OptionsValidator]
internal sealed partial class TenantsOptionsValidator : IValidateOptions<TenantsOptions>;
