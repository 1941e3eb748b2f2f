using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Chat.Gateway.ClientAddresses;

/// <summary>Proxies in front of the gateway.</summary>
internal sealed class ProxiesOptions : IValidatableObject
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Proxies";

    /// <summary>
    /// Networks (<c>10.0.0.0/8</c>) or addresses of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are
    /// believed; the headers of anybody else are ignored. Default: none.
    /// </summary>
    public string[] Trusted { get; set; } = [];

    /// <summary>
    /// Header in which a trusted proxy tells the client's country, for example <c>CF-IPCountry</c>; taken away from the
    /// requests of anybody else. Default: none.
    /// </summary>
    public string? CountryHeader { get; set; }

    /// <summary>As CountryHeader, for the region.</summary>
    public string? RegionHeader { get; set; }

    /// <summary>As CountryHeader, for the town.</summary>
    public string? CityHeader { get; set; }

    /// <summary>The headers that only trusted proxies may send, as far as there are any.</summary>
    public IEnumerable<string> LocationHeaders() => new[] { CountryHeader, RegionHeader, CityHeader }.OfType<string>();

    /// <summary>Whether a connection comes from a trusted proxy; only of validated options.</summary>
    public bool IsTrusted(IPAddress? peer)
    {
        if (peer is null)
        {
            return false;
        }
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return Networks().Any(network => network.Contains(address));
    }

    /// <summary>The networks; only of validated options.</summary>
    public IEnumerable<IPNetwork> Networks() => Trusted.Select(text => Parse(text)!.Value);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var text in Trusted.Where(text => Parse(text) is null))
        {
            yield return new ValidationResult(
                $"Proxies:Trusted: '{text}' is neither an address nor a network like 10.0.0.0/8.",
                [nameof(Trusted)]
            );
        }
    }

    private static IPNetwork? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }
}
