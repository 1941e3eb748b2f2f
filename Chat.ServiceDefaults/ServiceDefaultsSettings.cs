namespace Chat.ServiceDefaults;

/// <summary>What a service leaves out of the defaults.</summary>
public sealed class ServiceDefaultsSettings
{
    /// <summary>
    /// False for the gateway, which knows its callers by keys and tokens of its own and only issues internal ones.
    /// Default: true: every endpoint needs an internal identity token unless it allows anonymous callers.
    /// </summary>
    public bool ValidateIdentity { get; set; } = true;

    /// <summary>False for a process without gRPC services of its own. Default: true.</summary>
    public bool GrpcServer { get; set; } = true;
}
