using Grpc.Core;

namespace Chat.ServiceDefaults.Errors;

/// <summary>One row of the error table.</summary>
/// <param name="Kind">Name of the kind as it travels in <c>ErrorInfo.metadata["kind"]</c>.</param>
/// <param name="HttpStatus">HTTP status.</param>
/// <param name="GrpcStatus">gRPC status code.</param>
/// <param name="Title">Problem title.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
internal sealed record ErrorRow(string Kind, int HttpStatus, StatusCode GrpcStatus, string Title, bool Retryable);
