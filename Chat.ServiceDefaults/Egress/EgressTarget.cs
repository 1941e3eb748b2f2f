using System.Net;

namespace Chat.ServiceDefaults.Egress;

/// <summary>The part of the egress rules that an address shows before anything is resolved or dialled.</summary>
public static class EgressTarget
{
    /// <summary>Why <paramref name="url"/> may not be called, as a phrase that follows its name; null when it may.</summary>
    /// <param name="url">The address.</param>
    /// <param name="options">The rules.</param>
    /// <returns>A phrase, or null.</returns>
    public static string? FaultOf(string? url, EgressOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return "must be an absolute https:// address";
        }

        // Those at the ends are not part of what is called, and the store cannot keep U+0000.
        if (url.Any(char.IsControl))
        {
            return "must not contain control characters";
        }

        if (uri.Scheme is "http" && !options.AllowInsecure)
        {
            return $"must use https:// (or set {EgressOptions.Section}:AllowInsecure for development)";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "must not carry a user name or password";
        }

        // Only what is literally an address can be judged here; names are judged when they are dialled.
        return
            !options.AllowPrivateNetworks
            && IPAddress.TryParse(uri.DnsSafeHost, out var address)
            && !PublicAddress.IsPublic(address)
            ? $"must not be a private or reserved address (or set {EgressOptions.Section}:AllowPrivateNetworks for development)"
            : null;
    }
}
