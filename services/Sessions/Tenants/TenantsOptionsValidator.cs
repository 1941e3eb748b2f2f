using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tenants;

/// <summary>Checks <see cref="TenantsOptions"/> at start: every tenant, all faults at once.</summary>
internal sealed class TenantsOptionsValidator : IValidateOptions<TenantsOptions>
{
    private readonly TenantsOptionsFieldsValidator _fields = new();

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, TenantsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(_fields.Validate(name, options));
        RefuseSecond(result, "Id", options.Default.Id, options.Others.Select(tenant => tenant.Id));
        RefuseSecond(result, "Slug", options.Default.Slug, options.Others.Select(tenant => tenant.Slug));
        RefuseSecond(
            result,
            "PublishableKey",
            options.Default.PublishableKey,
            options.Others.Select(tenant => tenant.PublishableKey)
        );
        RefuseSecond(result, "SecretKey", options.Default.SecretKey, options.Others.Select(tenant => tenant.SecretKey));
        return result.Build();
    }

    // The second would be written over the first, or the key go on opening the first.
    private static void RefuseSecond<T>(
        ValidateOptionsResultBuilder result,
        string field,
        T? ofDefault,
        IEnumerable<T?> ofOthers
    )
    {
        var seen = new HashSet<T?> { ofDefault };
        foreach (var (index, value) in ofOthers.Index())
        {
            if (value is not (null or "") && !seen.Add(value))
            {
                result.AddError($"Tenants:Others:{index}:{field} is that of another tenant: give it one of its own.");
            }
        }
    }
}
