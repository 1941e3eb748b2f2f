using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tenants;

/// <summary>Checks the fields of each tenant.</summary>
[OptionsValidator]
internal sealed partial class TenantsOptionsFieldsValidator : IValidateOptions<TenantsOptions>;
