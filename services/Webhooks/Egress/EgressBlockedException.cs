namespace Chat.Webhooks.Egress;

/// <summary>A host resolved to no address that may be called. Nothing was dialled.</summary>
internal sealed class EgressBlockedException(string host)
    : IOException($"The host {host} has no address on the public internet.");
