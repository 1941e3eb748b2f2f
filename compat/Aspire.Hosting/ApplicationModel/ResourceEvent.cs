namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of one instance of a resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">The instance: the name, with a number when there are replicas.</param>
/// <param name="snapshot">What is known.</param>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The instance.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;

    internal long Version { get; init; }
}
