using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using GrpcStatus = Grpc.Core.Status;
using RpcStatus = Google.Rpc.Status;

namespace Chat.ServiceDefaults.Errors;

/// <summary>Errors as gRPC statuses with <c>google.rpc.Status</c> details, and back.</summary>
public static class RpcErrorExtensions
{
    private const string DetailsKey = "grpc-status-details-bin";
    private const string Domain = "chat";
    private const string KindKey = "kind";
    private const string NoticeKey = "notice";

    // A day: nobody waits longer before a next try.
    private const long MaxDelaySeconds = 24 * 60 * 60;

    /// <summary>The error as an exception for a gRPC method to throw.</summary>
    /// <param name="error">The error.</param>
    /// <returns>An exception with status, message and details.</returns>
    public static RpcException ToRpcException(this Error error) =>
        new(new GrpcStatus(ErrorTable.Of(error).GrpcStatus, error.Message), ToTrailers(error));

    /// <summary>What another service meant by a failed call.</summary>
    /// <param name="exception">The exception the call ended with.</param>
    /// <returns>
    /// The error as the other side had it when the status carries our details; otherwise the kind that belongs to the
    /// status code. A call that was not answered in time, not answered at all or cut off is <see cref="Unavailable"/>.
    /// </returns>
    public static Error ToError(this RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return FromDetails(exception)
            ?? FromStatus(exception.WasCutOff() ? StatusCode.Unavailable : exception.StatusCode);
    }

    /// <summary>The error as a part of an answer, for calls that do several things.</summary>
    /// <param name="error">The error.</param>
    /// <returns>Code, message and details.</returns>
    public static RpcStatus ToRpcStatus(this Error error)
    {
        var row = ErrorTable.Of(error);
        var status = new RpcStatus { Code = (int)row.GrpcStatus, Message = error.Message };
        var info = new ErrorInfo { Reason = error.Code, Domain = Domain };
        info.Metadata.Add(KindKey, row.Kind);
        if (error is PreconditionFailed { Notice: { } notice })
        {
            info.Metadata.Add(NoticeKey, notice);
        }

        status.Details.Add(Any.Pack(info));
        if (error is Invalid invalid)
        {
            status.Details.Add(Any.Pack(ToBadRequest(invalid)));
        }

        if (RetryAfter(error) is { } wait)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        }

        return status;
    }

    /// <summary>What another service meant by a part of its answer.</summary>
    /// <param name="status">Made by <see cref="ToRpcStatus"/>.</param>
    /// <returns>The error as the other side had it.</returns>
    public static Error ToError(this RpcStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return FromDetails(status) ?? FromStatus((StatusCode)status.Code);
    }

    /// <summary>Whether the way to the service broke, and not what the service did: another instance may do it.</summary>
    /// <remarks>
    /// An instance that has to stop at once resets its calls, and one that hangs leaves the connection's pings without an
    /// answer. HTTP/2 calls the one an internal, the other a protocol error; the engine passes both on as if the service had
    /// answered <see cref="StatusCode.Internal"/>.
    /// </remarks>
    /// <param name="exception">The exception the call ended with.</param>
    /// <returns>True for a call that was cut off.</returns>
    public static bool WasCutOff(this RpcException exception) =>
        exception is { StatusCode: StatusCode.Internal, Status.DebugException: IOException or HttpRequestException };

    internal static Metadata ToTrailers(Error error) => new() { { DetailsKey, error.ToRpcStatus().ToByteArray() } };

    private static TimeSpan? RetryAfter(Error error) =>
        error switch
        {
            RateLimited limited => limited.RetryAfter,
            Unavailable unavailable => unavailable.RetryAfter,
            _ => null,
        };

    private static BadRequest ToBadRequest(Invalid invalid)
    {
        var request = new BadRequest();
        foreach (var fault in invalid.Faults)
        {
            request.FieldViolations.Add(
                new BadRequest.Types.FieldViolation
                {
                    Field = fault.Pointer,
                    Description = fault.Message,
                    Reason = fault.Code,
                }
            );
        }

        return request;
    }

    private static Error? FromDetails(RpcException exception)
    {
        if (exception.Trailers.GetValueBytes(DetailsKey) is not { } bytes)
        {
            return null;
        }

        try
        {
            return ReadDetails(RpcStatus.Parser.ParseFrom(bytes));
        }
        catch (InvalidProtocolBufferException)
        {
            // Somebody else's details: the status code has to do.
            return null;
        }
    }

    private static Error? FromDetails(RpcStatus status)
    {
        try
        {
            return ReadDetails(status);
        }
        catch (InvalidProtocolBufferException)
        {
            // As above, for one detail.
            return null;
        }
    }

    private static Error? ReadDetails(RpcStatus status)
    {
        ErrorInfo? info = null;
        BadRequest? badRequest = null;
        RetryInfo? retry = null;
        foreach (var detail in status.Details)
        {
            if (detail.Is(ErrorInfo.Descriptor))
            {
                info = detail.Unpack<ErrorInfo>();
            }
            else if (detail.Is(BadRequest.Descriptor))
            {
                badRequest = detail.Unpack<BadRequest>();
            }
            else if (detail.Is(RetryInfo.Descriptor))
            {
                retry = detail.Unpack<RetryInfo>();
            }
        }

        return info is { Domain: Domain } && info.Metadata.TryGetValue(KindKey, out var kind)
            ? Create(kind, info.Reason, status.Message, badRequest, Delay(retry)) switch
            {
                PreconditionFailed failed => failed with { Notice = info.Metadata.GetValueOrDefault(NoticeKey) },
                var error => error,
            }
            : null;
    }

    // Unset, or out of the range of its type: then it says nothing.
    private static TimeSpan? Delay(RetryInfo? retry) =>
        retry?.RetryDelay is { Seconds: >= 0 and <= MaxDelaySeconds, Nanos: >= 0 and < 1_000_000_000 } delay
            ? delay.ToTimeSpan()
            : null;

    private static Error Create(
        string kind,
        string code,
        string message,
        BadRequest? badRequest,
        TimeSpan? retryAfter
    ) =>
        kind switch
        {
            nameof(Invalid) => new Invalid(ToFaults(badRequest), code, message),
            nameof(Unauthenticated) => new Unauthenticated(code, message),
            nameof(Forbidden) => new Forbidden(code, message),
            nameof(NotFound) => new NotFound(code, message),
            nameof(Conflict) => new Conflict(code, message),
            nameof(PreconditionFailed) => new PreconditionFailed(code, message),
            nameof(VersionMismatch) => new VersionMismatch(code, message),
            nameof(VersionRequired) => new VersionRequired(code, message),
            nameof(TooLarge) => new TooLarge(code, message),
            nameof(RateLimited) => new RateLimited(code, message, retryAfter ?? TimeSpan.FromSeconds(1)),
            nameof(Unavailable) => new Unavailable(code, message) { RetryAfter = retryAfter },
            _ => new Internal(code, message),
        };

    private static List<FieldFault> ToFaults(BadRequest? request) =>
        request is null
            ? []
            :
            [
                .. request.FieldViolations.Select(fault => new FieldFault(
                    fault.Field,
                    fault.Reason,
                    fault.Description
                )),
            ];

    private static Error FromStatus(StatusCode status) =>
        status switch
        {
            StatusCode.InvalidArgument or StatusCode.OutOfRange => new Invalid([]),
            StatusCode.Unauthenticated => new Unauthenticated("unauthenticated", "The call carried no valid identity."),
            StatusCode.PermissionDenied => new Forbidden("forbidden", "The caller may not do this."),
            StatusCode.NotFound => new NotFound("not_found", "There is no such thing."),
            StatusCode.Aborted or StatusCode.AlreadyExists => new Conflict("conflict", "Somebody else was faster."),
            StatusCode.FailedPrecondition => new PreconditionFailed(
                "failed_precondition",
                "The present state does not allow this."
            ),
            // The engine itself answers this only for a message over the limit.
            StatusCode.ResourceExhausted => new TooLarge("message_too_large", "The message is over the limit."),
            StatusCode.DeadlineExceeded => new Unavailable("deadline_exceeded", "A service did not answer in time."),
            StatusCode.Unavailable => new Unavailable("service_unavailable", "A service is not available now."),
            StatusCode.Cancelled => new Unavailable("call_cancelled", "The call was cancelled."),
            _ => Internal.Unexpected,
        };
}
