namespace Aspire.Hosting.ApplicationModel;

/// <summary>How many processes of a project run.</summary>
/// <param name="replicas">The number, 1 or more.</param>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>The number.</summary>
    public int Replicas { get; } = replicas;
}
