using Chat.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using GrpcStatus = Grpc.Core.Status;
using RpcStatus = Google.Rpc.Status;

namespace Chat.ServiceDefaults.Tests.Errors;

/// <summary>Statuses of others: without our details, with somebody else's, or broken on the way.</summary>
public sealed class RpcErrorTests
{
    private const string Details = "grpc-status-details-bin";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [InlineData(StatusCode.InvalidArgument, typeof(Invalid), "invalid_request")]
    [InlineData(StatusCode.OutOfRange, typeof(Invalid), "invalid_request")]
    [InlineData(StatusCode.Unauthenticated, typeof(Unauthenticated), "unauthenticated")]
    [InlineData(StatusCode.PermissionDenied, typeof(Forbidden), "forbidden")]
    [InlineData(StatusCode.NotFound, typeof(NotFound), "not_found")]
    [InlineData(StatusCode.Aborted, typeof(Conflict), "conflict")]
    [InlineData(StatusCode.AlreadyExists, typeof(Conflict), "conflict")]
    [InlineData(StatusCode.FailedPrecondition, typeof(PreconditionFailed), "failed_precondition")]
    [InlineData(StatusCode.ResourceExhausted, typeof(TooLarge), "message_too_large")]
    [InlineData(StatusCode.DeadlineExceeded, typeof(Unavailable), "deadline_exceeded")]
    [InlineData(StatusCode.Unavailable, typeof(Unavailable), "service_unavailable")]
    [InlineData(StatusCode.Cancelled, typeof(Unavailable), "call_cancelled")]
    [InlineData(StatusCode.Internal, typeof(Internal), "internal_error")]
    [InlineData(StatusCode.Unknown, typeof(Internal), "internal_error")]
    [InlineData(StatusCode.DataLoss, typeof(Internal), "internal_error")]
    [InlineData(StatusCode.Unimplemented, typeof(Internal), "internal_error")]
    [InlineData((StatusCode)99, typeof(Internal), "internal_error")]
    public void ToError_StatusAlone_IsItsKindWithoutTheOthersText(StatusCode status, System.Type kind, string code)
    {
        var error = new RpcException(new GrpcStatus(status, "stack trace of 10.0.0.7")).ToError();

        Assert.IsType(kind, error);
        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("10.0.0.7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToError_DetailsOfAnotherDomain_AreNotBelieved()
    {
        var info = new ErrorInfo { Reason = "quota", Domain = "googleapis.com" };
        info.Metadata.Add("kind", "NotFound");

        Assert.IsType<Unavailable>(From(StatusCode.Unavailable, new RpcStatus { Details = { Any.Pack(info) } }));
    }

    [Fact]
    public void ToError_KindOfALaterVersion_IsInternalWithItsCode()
    {
        var error = From(StatusCode.Unknown, new RpcStatus { Details = { Any.Pack(Ours("Gone")) } });

        Assert.IsType<Internal>(error);
        Assert.Equal("reason", error.Code);
    }

    [Fact]
    public void ToError_OursWithoutAKind_IsTheStatusKind()
    {
        var info = new ErrorInfo { Reason = "reason", Domain = "chat" };

        Assert.IsType<NotFound>(From(StatusCode.NotFound, new RpcStatus { Details = { Any.Pack(info) } }));
    }

    [Fact]
    public void ToError_InvalidWithoutFields_HasNoFaults()
    {
        var error = From(StatusCode.InvalidArgument, new RpcStatus { Details = { Any.Pack(Ours("Invalid")) } });

        Assert.Empty(Assert.IsType<Invalid>(error).Faults);
    }

    [Fact]
    public void ToError_RateLimitedWithoutATime_WaitsASecond()
    {
        var error = From(StatusCode.ResourceExhausted, new RpcStatus { Details = { Any.Pack(Ours("RateLimited")) } });

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<RateLimited>(error).RetryAfter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ToError_TimeToWaitThatIsNone_IsUnknown(bool outOfRange)
    {
        var retry = new RetryInfo();
        if (outOfRange)
        {
            retry.RetryDelay = new Duration { Seconds = long.MaxValue, Nanos = -1 };
        }

        var status = new RpcStatus { Details = { Any.Pack(Ours("Unavailable")), Any.Pack(retry) } };

        Assert.Null(Assert.IsType<Unavailable>(From(StatusCode.Unavailable, status)).RetryAfter);
    }

    [Fact]
    public void ToError_DetailThatIsNotWhatItSays_IsTheStatusKind()
    {
        var broken = new Any
        {
            TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo",
            Value = ByteString.CopyFrom(0xFF),
        };
        var status = new RpcStatus { Code = (int)StatusCode.NotFound, Details = { broken } };

        Assert.IsType<NotFound>(From(StatusCode.NotFound, status));
        // The same as a part of an answer, where nothing but this looks at it.
        Assert.IsType<NotFound>(status.ToError());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ToError_AnyBytesForDetails_IsTheStatusKind(int seed)
    {
        var bytes = new byte[64];
        new Random(seed).NextBytes(bytes);
        var exception = new RpcException(new GrpcStatus(StatusCode.NotFound, ""), new Metadata { { Details, bytes } });

        Assert.IsType<NotFound>(exception.ToError());
    }

    [Fact]
    public void ToRpcException_Invalid_CarriesEveryFault()
    {
        var invalid = new Invalid([
            new FieldFault("/a", "length", "Too long."),
            new FieldFault("/b/0", "format", "No."),
        ]);

        var error = invalid.ToRpcException().ToError();

        Assert.Equal(invalid.Faults, Assert.IsType<Invalid>(error).Faults);
    }

    [Theory]
    [InlineData("Wir sind von 9 bis 18 Uhr für Sie da.")]
    [InlineData(null)]
    public void ToRpcException_PreconditionFailed_CarriesItsNotice(string? notice)
    {
        var error = new PreconditionFailed("no_agent_online", "None is online.") { Notice = notice };

        Assert.Equal(error, error.ToRpcException().ToError());
    }

    [Fact]
    public void ToRpcStatus_PartOfAnAnswer_ComesBackAsItWas()
    {
        var limited = new RateLimited("slow_down", "Slow down.", TimeSpan.FromMilliseconds(2_500));

        Assert.Equal(limited, limited.ToRpcStatus().ToError());
    }

    private static ErrorInfo Ours(string kind)
    {
        var info = new ErrorInfo { Reason = "reason", Domain = "chat" };
        info.Metadata.Add("kind", kind);
        return info;
    }

    private static Error From(StatusCode status, RpcStatus details) =>
        new RpcException(new GrpcStatus(status, ""), new Metadata { { Details, details.ToByteArray() } }).ToError();
}
