using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Locales;

/// <summary>Texts of the whole installation. Read anew when the configuration changes.</summary>
internal sealed class LocalesOptions : TenantLocalesOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Locales";

    /// <summary>What tenants have instead, by the tenant's id.</summary>
    public Dictionary<string, TenantLocalesOptions> Tenants { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The texts of a tenant.</summary>
    public TenantLocalesOptions For(Guid? tenantId) =>
        tenantId is { } id ? Tenants.GetValueOrDefault(id.ToString(), this) : this;

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in base.Validate(validationContext))
        {
            yield return fault;
        }
        foreach (var (key, tenant) in Tenants)
        {
            if (!Guid.TryParseExact(key, "D", out _))
            {
                yield return new ValidationResult($"Locales:Tenants:{key}: the name must be a tenant's id (a UUID).");
            }
            foreach (var fault in tenant.Validate(validationContext))
            {
                yield return new ValidationResult($"Locales:Tenants:{key}: {fault.ErrorMessage}");
            }
        }
    }
}
