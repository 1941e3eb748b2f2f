namespace Grpc.Core;

/// <summary>The outcome of a call; the numbers are what travels in the <c>grpc-status</c> trailer.</summary>
/// <remarks>Source: the gRPC specification, "Status codes and their use in gRPC".</remarks>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, as a rule by its caller.</summary>
    Cancelled = 1,

    /// <summary>A failure of unknown kind: an exception nobody mapped, or a status from a foreign error space.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system is.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first. The work may still have been done.</summary>
    DeadlineExceeded = 4,

    /// <summary>The thing asked for does not exist, or the caller may not know of it.</summary>
    NotFound = 5,

    /// <summary>The thing to be created exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a rate limit or a resource such as a message size is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state the call needs; do not retry before the state is changed.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict with another writer; retry from the start of the read-modify-write sequence.</summary>
    Aborted = 10,

    /// <summary>A read or seek past the valid end, which may become valid later.</summary>
    OutOfRange = 11,

    /// <summary>The server does not have this method.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the server or of the transport is broken.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached or cannot serve now; retry with back-off if the call is idempotent.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupt beyond recovery.</summary>
    DataLoss = 15,

    /// <summary>The caller gave no valid credentials.</summary>
    Unauthenticated = 16,
}
