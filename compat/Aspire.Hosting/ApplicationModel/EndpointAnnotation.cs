using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port a resource listens on.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">The transport; only TCP runs here.</param>
    /// <param name="uriScheme">The scheme of its address; default tcp.</param>
    /// <param name="transport">The application protocol, such as http or http2; default the scheme.</param>
    /// <param name="name">The name, unique within the resource; default the scheme.</param>
    /// <param name="port">The port clients use; null for a free one.</param>
    /// <param name="targetPort">The port the process binds; null for one that is chosen.</param>
    /// <param name="isExternal">Whether it is meant for callers outside the application.</param>
    /// <param name="isProxied">Whether a proxy may stand before the process.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true
    )
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? "tcp";
        Transport = transport ?? UriScheme;
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    /// <summary>The name, unique within the resource.</summary>
    public string Name { get; set; }

    /// <summary>The transport.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port clients use, or null for a free one.</summary>
    public int? Port { get; set; }

    /// <summary>The port the process binds, or null for one that is chosen.</summary>
    public int? TargetPort { get; set; }

    /// <summary>The scheme of the address.</summary>
    public string UriScheme { get; set; }

    /// <summary>The application protocol.</summary>
    public string Transport { get; set; }

    /// <summary>Whether it is meant for callers outside the application.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy may stand before the process.</summary>
    public bool IsProxied { get; set; }

    /// <summary>The address, once chosen; when the resource has been up it stays the same for the whole run, restarts included.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    internal string? EnvironmentVariable { get; set; }

    /// <summary>The endpoint came from the project's Kestrel configuration and is passed back to it the same way.</summary>
    internal bool FromKestrelConfiguration { get; set; }
}
