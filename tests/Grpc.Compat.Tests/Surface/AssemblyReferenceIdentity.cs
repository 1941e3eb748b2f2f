namespace Grpc.Compat.Tests.Surface;

/// <summary>The strong name by which one assembly asks for another.</summary>
internal sealed record AssemblyReferenceIdentity(Version Version, string PublicKeyToken);
