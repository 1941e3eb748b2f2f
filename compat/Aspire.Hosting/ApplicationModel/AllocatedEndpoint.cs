namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address clients use.</summary>
/// <param name="endpoint">The endpoint it belongs to.</param>
/// <param name="address">The host name or address.</param>
/// <param name="port">The port, 1 to 65535.</param>
public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    /// <summary>The host name or address.</summary>
    public string Address { get; } = address;

    /// <summary>The port.</summary>
    public int Port { get; } = port;

    /// <summary>The whole address.</summary>
    public string UriString => $"{endpoint.UriScheme}://{Address}:{Port}";
}
