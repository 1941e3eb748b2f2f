namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds environment variables when the process starts.</summary>
/// <param name="callback">Adds them.</param>
public sealed class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds them.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}
