using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Errors;

/// <summary>Errors as HTTP answers.</summary>
public static class HttpErrorExtensions
{
    /// <summary>The error as a problem answer with its status and, when known, <c>Retry-After</c>.</summary>
    /// <param name="error">The error.</param>
    /// <returns>A result for an endpoint to return.</returns>
    public static IResult ToHttpResult(this Error error) => new ErrorHttpResult(error);

    /// <summary>The HTTP status of the error's kind.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The status code.</returns>
    public static int ToHttpStatus(this Error error) => ErrorTable.Of(error).HttpStatus;

    /// <summary>Whether the same request may succeed later.</summary>
    /// <param name="error">The error.</param>
    /// <returns>True for <see cref="RateLimited"/> and <see cref="Unavailable"/>.</returns>
    public static bool IsRetryable(this Error error) => ErrorTable.Of(error).Retryable;

    /// <summary>The error as problem details, for places that write their own answer.</summary>
    /// <param name="error">The error.</param>
    /// <param name="context">The request that failed.</param>
    /// <returns>The problem.</returns>
    public static Problem ToProblem(this Error error, HttpContext context)
    {
        var row = ErrorTable.Of(error);
        return new Problem
        {
            Type = "urn:chat:problem:" + error.Code,
            Title = row.Title,
            Status = row.HttpStatus,
            Detail = (error as Invalid)?.Detail ?? error.Message,
            Instance = context.Request.Path,
            Code = error.Code,
            Errors = error is Invalid { Faults.Count: > 0 } invalid
                ? [.. invalid.Faults.Select(fault => new ProblemFault(fault.Pointer, fault.Code, fault.Message))]
                : null,
            Notice = (error as PreconditionFailed)?.Notice,
            TraceId = Activity.Current?.TraceId.ToHexString(),
            Retryable = row.Retryable,
        };
    }

    internal static string? RetryAfterSeconds(Error error)
    {
        var wait = error switch
        {
            RateLimited limited => limited.RetryAfter,
            Unavailable unavailable => unavailable.RetryAfter,
            _ => null,
        };
        return wait is { } time
            ? Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
