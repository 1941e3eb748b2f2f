namespace Chat.Sessions.Attachments;

/// <summary>Scheme and host under which the caller reached the gateway.</summary>
internal static class PublicOrigin
{
    // The gateway sets both and lets no other value through; without them, the caller is beside us.
    public static string Of(HttpRequest request)
    {
        var host = request.Headers["X-Forwarded-Host"].ToString();
        var scheme = request.Headers["X-Forwarded-Proto"].ToString();
        return host.Length > 0 && scheme is "http" or "https"
            ? $"{scheme}://{host}"
            : $"{request.Scheme}://{request.Host}";
    }
}
