using System.Diagnostics.CodeAnalysis;

namespace Chat.ServiceDefaults.Errors;

/// <summary>The outcome of something that can fail in an expected way and gives nothing back.</summary>
public readonly record struct Result
{
    private Result(Error? error) => Error = error;

    /// <summary>Success.</summary>
    public static Result Success => default;

    /// <summary>Whether it succeeded.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>Why it failed; null on success.</summary>
    public Error? Error { get; }

    /// <summary>A failure.</summary>
    /// <param name="error">Why.</param>
    public static implicit operator Result(Error error) => new(error ?? throw new ArgumentNullException(nameof(error)));

    /// <summary>A failure; for languages and places without conversions.</summary>
    /// <param name="error">Why.</param>
    /// <returns>The failed result.</returns>
    public static Result FromError(Error error) => error;

    /// <summary>Continues with one of two functions.</summary>
    /// <typeparam name="TOut">What both give.</typeparam>
    /// <param name="success">Called on success.</param>
    /// <param name="failure">Called with the error on failure.</param>
    /// <returns>What the called function gave.</returns>
    public TOut Match<TOut>(Func<TOut> success, Func<Error, TOut> failure) =>
        Error is null ? success() : failure(Error);
}
