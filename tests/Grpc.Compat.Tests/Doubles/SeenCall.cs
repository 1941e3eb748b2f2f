using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>What reached the innermost invoker.</summary>
internal sealed record SeenCall(string Kind, string Method, string? Host, CallOptions Options, object? Request);
