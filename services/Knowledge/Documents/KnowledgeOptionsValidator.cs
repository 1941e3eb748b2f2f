using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Documents;

/// <summary>Checks <see cref="KnowledgeOptions"/> at start: every tenant, all faults at once.</summary>
internal sealed class KnowledgeOptionsValidator : IValidateOptions<KnowledgeOptions>
{
    private readonly TenantDocumentsOptionsValidator _tenants = new();

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, KnowledgeOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        var slugs = new Dictionary<Guid, string>();
        foreach (var (slug, tenant) in options.Tenants)
        {
            if (tenant.Id is null && slug != KnownTenants.DefaultSlug)
            {
                result.AddError($"Knowledge:Tenants:{slug}:Id is missing: set it to the tenant's id.");
            }
            else if (!slugs.TryAdd(KnownTenants.IdOf(tenant), slug))
            {
                // Each would take the other's documents for gone.
                var first = slugs[KnownTenants.IdOf(tenant)];
                result.AddError($"Knowledge:Tenants:{slug}:Id is that of {first}: put the documents of both into one.");
            }
            result.AddResult(_tenants.Validate($"Knowledge:Tenants:{slug}", tenant));
        }
        return result.Build();
    }
}
