using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>Reads from a request's address whose page it is: <c>/xcelsior/pk_...</c>, or <c>?key=pk_...</c>.</summary>
internal sealed class XcelsiorSites(DialectSites sites, IOptionsMonitor<XcelsiorOptions> options)
{
    public ValueTask<DialectSite> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key =
            request.RouteValues[XcelsiorProtocol.KeyParameter] as string
            ?? request.Query[XcelsiorProtocol.KeyParameter].ToString();
        var own = options.CurrentValue;
        return sites.FindAsync(key, own.Tenant, own.AllowedOrigins, cancellationToken);
    }
}
