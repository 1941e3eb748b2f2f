namespace Aspire.Hosting.Orchestration;

/// <summary>A public port and the replicas behind it.</summary>
internal sealed record EndpointProxyRoute(int PublicPort, IReadOnlyList<EndpointProxyReplica> Replicas);
