namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project that the AppHost references.</summary>
/// <param name="name">The name.</param>
public class ProjectResource(string name)
    : Resource(name),
        IResourceWithEnvironment,
        IResourceWithArgs,
        IResourceWithEndpoints,
        IResourceWithWaitSupport,
        IResourceWithServiceDiscovery;
