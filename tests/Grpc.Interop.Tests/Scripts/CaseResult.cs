namespace Grpc.Interop.Tests.Scripts;

/// <summary>One line of a client script: the case, whether it went as it should, and what to know about it.</summary>
internal sealed record CaseResult(string Case, bool Ok, string Detail);
