namespace Chat.Gateway.Auth;

/// <summary>Where a browser says its page is from; servers send no origin and are not bound by it.</summary>
internal readonly record struct RequestOrigin(string? Value, bool IsOwn)
{
    private const string Any = "*";

    public static RequestOrigin Of(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return new RequestOrigin(null, IsOwn: false);
        }
        // Compared by authority: a proxy that ends TLS in front of us changes the scheme, not the host.
        var isOwn =
            Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return new RequestOrigin(origin, isOwn);
    }

    /// <summary>No browser, our own page, or one of <paramref name="origins"/>.</summary>
    public bool IsAllowedBy(IReadOnlyList<string> origins)
    {
        if (Value is null || IsOwn)
        {
            return true;
        }
        foreach (var origin in origins)
        {
            if (origin == Any || string.Equals(origin, Value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
