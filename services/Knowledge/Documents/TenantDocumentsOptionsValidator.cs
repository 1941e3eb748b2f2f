using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Documents;

/// <summary>Checks one tenant's documents.</summary>
[OptionsValidator]
internal sealed partial class TenantDocumentsOptionsValidator : IValidateOptions<TenantDocumentsOptions>;
