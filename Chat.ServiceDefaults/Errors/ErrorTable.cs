using Grpc.Core;

namespace Chat.ServiceDefaults.Errors;

/// <summary>The one place where a kind of error gets its HTTP status, its gRPC status and its title.</summary>
internal static class ErrorTable
{
    public static readonly ErrorRow Invalid = Row(
        nameof(Errors.Invalid),
        400,
        StatusCode.InvalidArgument,
        "The request is not valid"
    );
    public static readonly ErrorRow Unauthenticated = Row(
        nameof(Errors.Unauthenticated),
        401,
        StatusCode.Unauthenticated,
        "The caller is not known"
    );
    public static readonly ErrorRow Forbidden = Row(
        nameof(Errors.Forbidden),
        403,
        StatusCode.PermissionDenied,
        "The caller may not do this"
    );
    public static readonly ErrorRow NotFound = Row(
        nameof(Errors.NotFound),
        404,
        StatusCode.NotFound,
        "There is no such thing"
    );
    public static readonly ErrorRow Conflict = Row(
        nameof(Errors.Conflict),
        409,
        StatusCode.Aborted,
        "The request contradicts the present state"
    );
    public static readonly ErrorRow PreconditionFailed = Row(
        nameof(Errors.PreconditionFailed),
        409,
        StatusCode.FailedPrecondition,
        "The present state does not allow this"
    );
    public static readonly ErrorRow VersionMismatch = Row(
        nameof(Errors.VersionMismatch),
        412,
        StatusCode.Aborted,
        "Somebody else has changed this"
    );
    public static readonly ErrorRow VersionRequired = Row(
        nameof(Errors.VersionRequired),
        428,
        StatusCode.FailedPrecondition,
        "The change must name a version"
    );
    public static readonly ErrorRow TooLarge = Row(
        nameof(Errors.TooLarge),
        413,
        StatusCode.ResourceExhausted,
        "The request is too large"
    );
    public static readonly ErrorRow RateLimited = Row(
        nameof(Errors.RateLimited),
        429,
        StatusCode.ResourceExhausted,
        "Too many requests",
        retryable: true
    );
    public static readonly ErrorRow Internal = Row(
        nameof(Errors.Internal),
        500,
        StatusCode.Internal,
        "Something went wrong on our side"
    );
    public static readonly ErrorRow Unavailable = Row(
        nameof(Errors.Unavailable),
        503,
        StatusCode.Unavailable,
        "The service is not available now",
        retryable: true
    );

    public static IReadOnlyList<ErrorRow> Rows { get; } =
    [
        Invalid,
        Unauthenticated,
        Forbidden,
        NotFound,
        Conflict,
        PreconditionFailed,
        VersionMismatch,
        VersionRequired,
        TooLarge,
        RateLimited,
        Internal,
        Unavailable,
    ];

    public static ErrorRow Of(Error error) =>
        error switch
        {
            Errors.Invalid => Invalid,
            Errors.Unauthenticated => Unauthenticated,
            Errors.Forbidden => Forbidden,
            Errors.NotFound => NotFound,
            Errors.Conflict => Conflict,
            Errors.PreconditionFailed => PreconditionFailed,
            Errors.VersionMismatch => VersionMismatch,
            Errors.VersionRequired => VersionRequired,
            Errors.TooLarge => TooLarge,
            Errors.RateLimited => RateLimited,
            Errors.Unavailable => Unavailable,
            _ => Internal,
        };

    private static ErrorRow Row(string kind, int http, StatusCode grpc, string title, bool retryable = false) =>
        new(kind, http, grpc, title, retryable);
}
