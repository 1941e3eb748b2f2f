namespace Chat.Gateway.Proxy;

/// <summary>One public address that a service answers.</summary>
/// <param name="Path">Route pattern.</param>
/// <param name="Service">Which service.</param>
/// <param name="Access">Who may use it.</param>
/// <param name="Summary">A line for the API's description, used while the service has no better one.</param>
/// <param name="Methods">HTTP methods.</param>
internal sealed record ProxyRoute(
    string Path,
    string Service,
    ProxyAccess Access,
    string Summary,
    params string[] Methods
)
{
    /// <summary>
    /// What customers do here is not counted with their messages but as reads are: it leaves nothing behind, or must not be
    /// refused for what was written before.
    /// </summary>
    public bool IsFree { get; init; }

    /// <summary>An agent's password is tried here: counted as tries to log in are.</summary>
    public bool TriesPassword { get; init; }

    /// <summary>Its body may pause, as long as the service waits for more of it.</summary>
    public bool IsUpload { get; init; }

    /// <summary>Bytes a body may have; 0: as many as any request of the gateway (<c>Limits:MaxBodyBytes</c>).</summary>
    public long MaxBodyBytes { get; init; }
}
