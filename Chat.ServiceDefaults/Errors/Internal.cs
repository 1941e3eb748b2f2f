namespace Chat.ServiceDefaults.Errors;

/// <summary>A fault of ours. Nothing of its cause is told.</summary>
/// <inheritdoc cref="Error"/>
public record Internal(string Code, string Message) : Error(Code, Message)
{
    /// <summary>The one answer to an unexpected exception.</summary>
    public static Internal Unexpected { get; } =
        new("internal_error", "Something went wrong on our side. It was recorded under the trace id.");
}
