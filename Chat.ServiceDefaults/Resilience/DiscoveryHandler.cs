namespace Chat.ServiceDefaults.Resilience;

/// <summary>
/// Sends <c>http://name/...</c> to where configuration says the service is, and <c>http://_endpoint.name/...</c> to one
/// of its named endpoints. Several addresses take turns. Other hosts are left alone.
/// </summary>
internal sealed class DiscoveryHandler(ServiceAddresses addresses) : DelegatingHandler
{
    private uint next;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.RequestUri is { IsAbsoluteUri: true } uri)
        {
            request.RequestUri = Resolve(uri);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private Uri Resolve(Uri uri)
    {
        var (service, endpoint) = Parse(uri);
        var found = addresses.TryFind(service, endpoint);
        if (found.Count == 0)
        {
            return uri;
        }

        var address = found[(int)(Interlocked.Increment(ref next) % (uint)found.Count)];
        return new UriBuilder(uri)
        {
            Scheme = address.Scheme,
            Host = address.Host,
            Port = address.Port,
        }.Uri;
    }

    private static (string Service, string Endpoint) Parse(Uri uri)
    {
        var dot = uri.Host.IndexOf('.', StringComparison.Ordinal);
        return uri.Host.StartsWith('_') && dot > 1 ? (uri.Host[(dot + 1)..], uri.Host[1..dot]) : (uri.Host, uri.Scheme);
    }
}
