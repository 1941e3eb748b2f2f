namespace Aspire.Hosting.ApplicationModel;

/// <summary>A server that the official packages run in a container, and this implementation as a native process.</summary>
/// <param name="name">The name.</param>
public class ContainerResource(string name)
    : Resource(name),
        IResourceWithEnvironment,
        IResourceWithEndpoints,
        IResourceWithWaitSupport;
