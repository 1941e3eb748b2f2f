namespace Grpc.Core;

/// <summary>How a call ended: a <see cref="StatusCode"/>, a text for people, and what this process knows besides.</summary>
/// <remarks>Immutable. The default value is <see cref="StatusCode.OK"/> with an empty detail.</remarks>
public readonly struct Status
{
    /// <summary><see cref="StatusCode.OK"/> without detail.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, string.Empty);

    /// <summary><see cref="StatusCode.Cancelled"/> without detail.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, string.Empty);

    private readonly string? _detail;

    /// <summary>A status without a local exception.</summary>
    /// <param name="statusCode">The code that travels as <c>grpc-status</c>.</param>
    /// <param name="detail">The text that travels as <c>grpc-message</c>; the peer sees it.</param>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, debugException: null) { }

    /// <summary>A status with the exception behind it.</summary>
    /// <param name="statusCode">The code that travels as <c>grpc-status</c>.</param>
    /// <param name="detail">The text that travels as <c>grpc-message</c>; the peer sees it.</param>
    /// <param name="debugException">Stays in this process, for logs and debuggers only.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        _detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>The text for people; never null.</summary>
    public string Detail => _detail ?? string.Empty;

    /// <summary>The local exception that led to this status, or null. It never crosses the wire.</summary>
    public Exception? DebugException { get; }

    /// <summary>Code and detail, and the type and message of <see cref="DebugException"/> if there is one.</summary>
    public override string ToString()
    {
        return DebugException is null
            ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
            : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
    }
}
