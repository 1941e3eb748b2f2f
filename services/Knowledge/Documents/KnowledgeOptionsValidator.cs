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
            foreach (var place in NulsOf(tenant))
            {
                result.AddError($"Knowledge:Tenants:{slug}:{place} has a NUL character, which cannot be stored.");
            }
        }
        return result.Build();
    }

    // The database would refuse them, and with them all of the tenant's documents, when the service has started.
    private static IEnumerable<string> NulsOf(TenantDocumentsOptions tenant) =>
        tenant
            .Faq.Select((faq, index) => ($"Faq:{index}", string.Concat(faq.Question, faq.Answer, faq.Title, faq.Url)))
            .Concat(
                tenant.Texts.Select((text, index) => ($"Texts:{index}", string.Concat(text.Title, text.Text, text.Url)))
            )
            .Where(given => given.Item2.Contains('\0'))
            .Select(given => given.Item1);
}
