namespace Chat.ServiceDefaults.Grpc;

/// <summary>How large a request to a service may be.</summary>
public static class GrpcRequestLimits
{
    /// <summary>Bytes of a body that each service takes, of HTTP and of unary gRPC calls alike.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// Bytes of what is gathered into one call, with room for the call's own: a larger one would be refused with all that
    /// is in it.
    /// </summary>
    public const int MaxGatheredBytes = MaxBytes - (128 * 1024);
}
