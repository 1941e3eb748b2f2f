using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.RateLimits;

/// <summary>How often customers may send messages and call. Read anew when the configuration changes.</summary>
internal sealed class RateLimitOptions : RateRuleOptions, IValidatableObject
{
    /// <summary>Configuration section.</summary>
    public const string Section = "RateLimit";

    /// <summary>What tenants have instead, by the tenant's id; what is left out there has its own default.</summary>
    public Dictionary<string, RateRuleOptions> Tenants { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Longest wait for Redis; then this instance counts by itself. 10 ms to 5 s; 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Visitors and addresses this instance counts while Redis is away. 1,000 to 1,000,000; 50,000.</summary>
    [Range(1_000, 1_000_000)]
    public int LocalEntries { get; set; } = 50_000;

    /// <summary>The rule of a tenant.</summary>
    public RateRuleOptions For(Guid tenantId) => Tenants.GetValueOrDefault(tenantId.ToString(), this);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (key, rule) in Tenants)
        {
            if (!Guid.TryParseExact(key, "D", out _))
            {
                yield return new ValidationResult($"RateLimit:Tenants:{key}: the name must be a tenant's id (a UUID).");
            }
            var faults = new List<ValidationResult>();
            _ = Validator.TryValidateObject(rule, new ValidationContext(rule), faults, validateAllProperties: true);
            foreach (var fault in faults)
            {
                yield return new ValidationResult($"RateLimit:Tenants:{key}: {fault.ErrorMessage}");
            }
        }
    }
}
