namespace Grpc.Core;

/// <summary>Decides whether a server's certificate is accepted, after the usual checks passed.</summary>
/// <returns>True to accept.</returns>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
