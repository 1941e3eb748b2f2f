namespace Chat.ServiceDefaults.Errors;

/// <summary>A dependency is away or overloaded; the same request may succeed later.</summary>
/// <inheritdoc cref="Error"/>
public record Unavailable(string Code, string Message) : Error(Code, Message)
{
    /// <summary>Least time to wait before the next try; null when unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
