namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback that adds environment variables gets.</summary>
/// <param name="environmentVariables">The variables so far; values are strings or value providers.</param>
/// <param name="cancellationToken">Ends the start.</param>
public sealed class EnvironmentCallbackContext(
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default
)
{
    /// <summary>The variables so far; values are strings or value providers.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>Ends the start.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
