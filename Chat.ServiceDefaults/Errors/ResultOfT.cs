using System.Diagnostics.CodeAnalysis;

namespace Chat.ServiceDefaults.Errors;

/// <summary>A value, or the expected failure that stands in its place.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public readonly record struct Result<T>
{
    private readonly T? value;

    private Result(T value)
    {
        this.value = value;
        Error = null;
    }

    private Result(Error error)
    {
        value = default;
        Error = error;
    }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: look at <see cref="IsSuccess"/> first.</exception>
    public T Value =>
        Error is null ? value! : throw new InvalidOperationException($"The result is the error {Error.Code}.");

    /// <summary>Why there is no value; null on success.</summary>
    public Error? Error { get; }

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Result<T>(T value) => new(value);

    /// <summary>A failure.</summary>
    /// <param name="error">Why.</param>
    public static implicit operator Result<T>(Error error) =>
        new(error ?? throw new ArgumentNullException(nameof(error)));

    /// <summary>Continues with one of two functions.</summary>
    /// <typeparam name="TOut">What both give.</typeparam>
    /// <param name="success">Called with the value on success.</param>
    /// <param name="failure">Called with the error on failure.</param>
    /// <returns>What the called function gave.</returns>
    public TOut Match<TOut>(Func<T, TOut> success, Func<Error, TOut> failure) =>
        Error is null ? success(value!) : failure(Error);
}
