namespace Chat.Knowledge.Documents;

/// <summary>Ids of the tenants that configuration names by slug.</summary>
internal static class KnownTenants
{
    /// <summary>The tenant that Sessions creates by itself.</summary>
    public const string DefaultSlug = "default";

    /// <summary>Its id, the same in every installation.</summary>
    public static readonly Guid DefaultId = new("00000000-0000-7000-8000-000000000001");

    /// <summary>The id of a tenant whose options were validated.</summary>
    public static Guid IdOf(TenantDocumentsOptions tenant) => tenant.Id ?? DefaultId;
}
