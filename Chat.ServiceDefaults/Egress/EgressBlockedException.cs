namespace Chat.ServiceDefaults.Egress;

/// <summary>A host resolved to no address that may be called. Nothing was dialled.</summary>
/// <param name="host">The host's name.</param>
public sealed class EgressBlockedException(string host)
    : IOException($"The host {host} has no address on the public internet.");
