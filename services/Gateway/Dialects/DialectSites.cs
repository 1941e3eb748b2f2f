using Chat.Gateway.Auth;

namespace Chat.Gateway.Dialects;

/// <summary>
/// Finds out whose page speaks a dialect whose clients know no keys: a publishable key in the address says so, else it is
/// the configured tenant's.
/// </summary>
internal sealed class DialectSites(KeyDirectory keys)
{
    private const string PublishablePrefix = "pk_";

    /// <param name="key">The key in the address; empty for none.</param>
    /// <param name="tenant">Slug of the tenant that answers without one.</param>
    /// <param name="allowedOrigins">Origins of its pages; none for any. With a key the key's own count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<DialectSite> FindAsync(
        string key,
        string tenant,
        string[] allowedOrigins,
        CancellationToken cancellationToken
    )
    {
        string[] origins = allowedOrigins is [] ? ["*"] : allowedOrigins;
        if (key.Length == 0)
        {
            return new DialectSite(await keys.FindTenantAsync(tenant, cancellationToken), origins);
        }
        // Only publishable keys may stand in an address: secret ones would end up in logs.
        if (!key.StartsWith(PublishablePrefix, StringComparison.Ordinal))
        {
            return new DialectSite(new KeyRefused(), origins);
        }
        var found = await keys.FindAsync(key, cancellationToken);
        return found.IsSuccess
            ? new DialectSite(found.Value.Caller.TenantId, found.Value.AllowedOrigins)
            : new DialectSite(found.Error, origins);
    }
}
