namespace Chat.ServiceDefaults.Resilience;

/// <summary>
/// Sends <c>http://name/...</c> to where configuration says the service is, and <c>http://_endpoint.name/...</c> to one
/// of its named endpoints. Several addresses take turns; where no connection comes about the next one is tried. Other
/// hosts are left alone.
/// </summary>
internal sealed class DiscoveryHandler(ServiceAddresses addresses) : DelegatingHandler
{
    private uint next;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var found = request.RequestUri is { IsAbsoluteUri: true } uri ? Find(uri) : [];
        if (found.Count == 0)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var turn = Interlocked.Increment(ref next);
        for (var tried = 1; ; tried++)
        {
            request.RequestUri = At(found[(int)(turn++ % (uint)found.Count)], request.RequestUri!);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException exception)
                when (exception.HttpRequestError is HttpRequestError.ConnectionError && tried < found.Count)
            {
                // Nothing of it was sent, so that another instance can have it.
                continue;
            }
        }
    }

    private IReadOnlyList<Uri> Find(Uri uri)
    {
        var (service, endpoint) = Parse(uri);
        return addresses.TryFind(service, endpoint);
    }

    private static Uri At(Uri address, Uri uri) =>
        new UriBuilder(uri)
        {
            Scheme = address.Scheme,
            Host = address.Host,
            Port = address.Port,
        }.Uri;

    private static (string Service, string Endpoint) Parse(Uri uri)
    {
        var dot = uri.Host.IndexOf('.', StringComparison.Ordinal);
        return uri.Host.StartsWith('_') && dot > 1 ? (uri.Host[(dot + 1)..], uri.Host[1..dot]) : (uri.Host, uri.Scheme);
    }
}
