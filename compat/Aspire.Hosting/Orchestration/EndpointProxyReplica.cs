namespace Aspire.Hosting.Orchestration;

/// <summary>A replica's own port, and whether the replica hangs.</summary>
internal sealed record EndpointProxyReplica(int Port, InstanceSilence Silence);
