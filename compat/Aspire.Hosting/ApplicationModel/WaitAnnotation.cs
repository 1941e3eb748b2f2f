namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only after another one is ready.</summary>
/// <param name="resource">The other one.</param>
/// <param name="waitType">What ready means.</param>
/// <param name="exitCode">The exit code expected when waiting for completion.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What ready means.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code expected when waiting for completion.</summary>
    public int ExitCode { get; } = exitCode;
}
